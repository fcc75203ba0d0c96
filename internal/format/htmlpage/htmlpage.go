// Package htmlpage writes a report as one web page, complete in itself: the
// essay with its marks, the notes beside their lines, filters, and a small
// script that nothing but comfort depends on.
//
// Whatever comes from a user goes through html/template, and nothing is ever
// exempted from its escaping. A second wall stands behind that one: the page's
// content security policy lets only our own style and script in, by their
// digests, and no request out. The same report gives the same bytes.
package htmlpage

import (
	"bytes"
	"fmt"
	"io"

	"gloss/internal/report"
)

// Options are what the page can be told.
type Options struct {
	// Live is the address of a stream of server-sent events on this computer;
	// the page loads itself again when the stream says "changed". "" where the
	// page stands alone.
	Live string
}

// Write writes the report as one HTML page.
func Write(w io.Writer, r *report.Report, o Options) error {
	live, err := liveOrigin(o.Live)
	if err != nil {
		return err
	}
	a, err := assets()
	if err != nil {
		return err
	}
	p := newPage(r)
	p.Live = o.Live
	sheet := a.style + p.Filters.rules()
	p.Policy = policy(sheet, a.script, live)
	return a.write(w, parts{view: p, name: "page", style: sheet, script: a.script})
}

// parts are what a page is put together from.
type parts struct {
	view          any
	name          string // of the template of the body
	style, script string // ours alone: nothing from a user
}

// write puts a page together. Style and script are written as they are, since
// their digests are in the policy; all else comes out of templates.
func (a *assetSet) write(w io.Writer, p parts) error {
	var out bytes.Buffer
	if err := a.templates.ExecuteTemplate(&out, "head", p.view); err != nil {
		return fmt.Errorf("writing the page's head: %w", err)
	}
	out.WriteString("<style>" + p.style + "</style>\n")
	if err := a.templates.ExecuteTemplate(&out, p.name, p.view); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	if p.script != "" {
		out.WriteString("<script>" + p.script + "</script>\n")
	}
	out.WriteString("</body>\n</html>\n")
	_, err := out.WriteTo(w)
	return err
}
