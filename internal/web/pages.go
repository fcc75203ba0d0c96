package web

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/filename"
	"gloss/internal/format"
	"gloss/internal/format/htmlpage"
	"gloss/internal/pipeline"
	"gloss/internal/report"
)

//go:embed static *.tmpl
var files embed.FS

// write answers with a page that is complete, or with the error.
func write(w http.ResponseWriter, render func(io.Writer) error) error {
	var out bytes.Buffer
	if err := render(&out); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = out.WriteTo(w)
	return nil
}

// render writes one of the page's templates.
func render(w io.Writer, name string, view any) error {
	set, err := template.ParseFS(files, "*.tmpl")
	if err != nil {
		return fmt.Errorf("reading the page's own templates: %w", err)
	}
	if err := set.ExecuteTemplate(w, name, view); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// shown is what the templates of an essay's page are filled with.
type shown struct {
	ID, Title, Name string
	seat
	Single  bool
	State   *state
	Formats []format.Writer
	Problem *problem
}

// essay shows one essay: its report, and all that is needed to mark it.
func (s *Server) essay(w http.ResponseWriter, r *http.Request) error {
	sit, at, err := s.desk.find(r.PathValue("essay"))
	if sit == nil {
		return err
	}
	sit.mu.Lock()
	v := sit.see()
	if err = cmp.Or(err, v.broken); err != nil {
		sit.mu.Unlock()
		p := problemOf(err)
		return write(w, func(out io.Writer) error {
			return render(out, "broken", shown{ID: sit.id, Title: sit.job.Name, Name: sit.job.Name, Problem: p})
		})
	}
	sit.remember(v.file)
	page := shown{
		ID: sit.id, Title: v.result.Report.Head.Title, Name: sit.job.Name, seat: at,
		Single: s.desk.single, State: sit.state(v, at), Formats: downloads(v.result.Report.Essay),
	}
	tag := page.State.Tag
	sit.mu.Unlock()
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return write(w, func(out io.Writer) error {
		if err := render(out, "top", page); err != nil {
			return err
		}
		if err := htmlpage.WriteLive(out, v.result.Report); err != nil {
			return err
		}
		return render(out, "bottom", page)
	})
}

// row is one essay in the list.
type row struct {
	ID, Name, Student string
	Standing          string
	Class             string // of the standing
	Remarks           int
	Unplaced          int
	Total, OutOf      string
	Missing           string
	Problem           string
}

// list shows the essays and how far their marking is.
func (s *Server) list(w http.ResponseWriter, r *http.Request) error {
	essays := s.desk.list()
	rows := make([]row, 0, len(essays))
	err := pipeline.Each(r.Context(), 0, slices.Values(essays),
		func(sit *sitting) (row, error) { return rowOf(sit, sit.look()), nil },
		func(sit *sitting, out row, err error) {
			if err != nil {
				out = row{ID: sit.id, Name: sit.job.Name, Standing: failed, Class: "failed", Problem: diag.VisibleLine(err.Error())}
			}
			rows = append(rows, out)
		})
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, row := range rows {
		counts[row.Standing]++
	}
	return write(w, func(out io.Writer) error {
		return render(out, "list", map[string]any{
			"Title": s.desk.path, "Rows": rows, "Done": counts[done], "InProgress": counts[inProgress], "Unmarked": counts[unmarked], "Failed": counts[failed],
		})
	})
}

func rowOf(sit *sitting, v *view) row {
	state, missing := standing(v)
	out := row{ID: sit.id, Name: sit.job.Name, Standing: state, Class: strings.Fields(state)[0]}
	switch {
	case v.broken != nil:
		out.Problem = diag.VisibleLine(v.broken.Error())
		return out
	case v.unsaved != nil:
		out.Problem = diag.VisibleLine(v.unsaved.Error())
	case v.faulty():
		out.Problem = diag.VisibleLine(firstError(v.findings))
	}
	rep := v.result.Report
	out.Student, out.Remarks, out.Unplaced = rep.Head.Student, len(rep.Notes), len(rep.Unplaced())
	if rep.Marks != nil {
		out.Total, out.OutOf = rep.Marks.Total.String(), text(rep.Marks.OutOf)
	}
	if state == inProgress {
		out.Missing = strings.Join(missing, ", ")
	}
	return out
}

// download gives the report as the student will get it, in any format.
func (s *Server) download(w http.ResponseWriter, r *http.Request) error {
	sit, _, err := s.desk.find(r.PathValue("essay"))
	if err != nil {
		return err
	}
	writer, ok := format.WriterNamed(r.PathValue("format"))
	if !ok {
		return notFound()
	}
	v := sit.look()
	if v.broken != nil {
		return v.broken
	}
	if v.faulty() {
		return &problem{Status: http.StatusConflict, Problem: "there are errors in the files", Help: "mend them first; the page says which they are"}
	}
	var out bytes.Buffer
	if err := writer.Write(&out, v.result.Report.Select(report.Selection{}), format.Options{}); err != nil {
		return &problem{Status: http.StatusConflict, Problem: diag.VisibleLine(err.Error()), Help: "take the report in another format"}
	}
	name := strings.TrimSuffix(filepath.Base(sit.job.Name), filepath.Ext(sit.job.Name))
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{
		"filename": filename.Safe(name) + writer.Extensions[0],
	}))
	w.Header().Set("Content-Length", strconv.Itoa(out.Len()))
	_, _ = out.WriteTo(w)
	return nil
}

// maxEarlier is how many earlier remarks a page is told.
const maxEarlier = 2000

// remarks are those of all essays and their banks, each once.
func (s *Server) remarks(w http.ResponseWriter, r *http.Request) error {
	out := []earlier{}
	seen := map[string]bool{}
	err := pipeline.Each(r.Context(), 0, slices.Values(s.desk.list()),
		func(sit *sitting) ([]earlier, error) { return repeatable(sit, sit.look()), nil },
		func(_ *sitting, found []earlier, _ error) {
			for _, e := range found {
				if key := e.Kind + "\x00" + e.Comment + "\x00" + e.Correction; !seen[key] && len(out) < maxEarlier {
					seen[key] = true
					out = append(out, e)
				}
			}
		})
	if err != nil {
		return err
	}
	return reply(w, out)
}

// static serves the page's own style and scripts.
func static(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	kind := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}[filepath.Ext(name)]
	content, err := asset(name)
	if err != nil || kind == "" {
		return cmp.Or(err, error(notFound()))
	}
	w.Header().Set("Content-Type", kind)
	_, _ = io.WriteString(w, content)
	return nil
}

// asset is one of the page's own files. Two of them are those of the report.
func asset(name string) (string, error) {
	switch name {
	case "report.css":
		return htmlpage.Style()
	case "report.js":
		return htmlpage.Script()
	}
	data, err := fs.ReadFile(files, "static/"+name)
	if err != nil {
		return "", notFound()
	}
	return string(data), nil
}
