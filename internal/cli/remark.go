package cli

import (
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/yamlfile"
)

// remarkFlags are the flags that say what a remark says and where it points.
type remarkFlags struct {
	Quote, Prefix, Suffix, Occurrence, Lines string
	Paragraph                                int
	Also                                     []string

	Kind, Category, Severity               string
	Comment, Correction, Replacement, Next string
	Sources                                []string
	Criterion, Marks, By                   string
	Tags                                   []string
	Private, Editor                        bool

	given func(flag string) bool
}

func (o *remarkFlags) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.Quote, "quote", "", "the `WORDS` of the essay that it is about; - takes them from standard input")
	f.StringVar(&o.Prefix, "prefix", "", "the `WORDS` just before, to tell equal places apart")
	f.StringVar(&o.Suffix, "suffix", "", "the `WORDS` just after, to tell equal places apart")
	f.StringVar(&o.Occurrence, "occurrence", "", "which of several equal places: `N`, from 1, or all of them: all")
	f.IntVar(&o.Paragraph, "paragraph", 0, "the `N`-th paragraph, or where in it the quote stands")
	f.StringVar(&o.Lines, "lines", "", "the lines `N-M` of the file, or where the quote stands")
	f.StringArrayVar(&o.Also, "also", nil, "`WORDS` of another place that it is about too; may be repeated")
	f.StringVar(&o.Kind, "kind", "", "`KIND`: "+strings.Join(words(annotation.Kinds()), ", "))
	f.StringVar(&o.Category, "category", "", "`CATEGORY`: "+strings.Join(annotation.Categories(), ", ")+" or another word")
	f.StringVar(&o.Severity, "severity", "", "minor or major")
	f.StringVar(&o.Comment, "comment", "", "the remark, in Markdown")
	f.BoolVar(&o.Editor, "editor", false, "write the remark in your editor ($VISUAL, $EDITOR)")
	f.StringVar(&o.Correction, "correction", "", "what is right, in Markdown")
	f.StringVar(&o.Replacement, "replacement", "", "the exact words to put in place of the quote; none at all delete it")
	f.StringArrayVar(&o.Sources, "source", nil, `a source, as text or as "title=…; author=…; year=…; page=…; url=…"; may be repeated`)
	f.StringVar(&o.Next, "next", "", "what the student should do about it, in Markdown")
	f.StringVar(&o.Criterion, "criterion", "", "the `CRITERION` of the rubric that the marks belong to")
	f.StringVar(&o.Marks, "marks", "", "marks, such as -2 or 0.5")
	f.StringSliceVar(&o.Tags, "tag", nil, "a `WORD` to find it by; may be repeated")
	f.StringVar(&o.By, "by", "", "`WHO` says it, where that is not the file's marker")
	f.BoolVar(&o.Private, "private", false, "for markers only")
	complete(cmd, "kind", words(annotation.Kinds()))
	complete(cmd, "severity", words(annotation.Severities()))
	complete(cmd, "occurrence", []string{"all", "1", "2", "3"})
	o.given = f.Changed
}

// check settles what can be said without the essay.
func (o *remarkFlags) check() error {
	switch {
	case o.Kind != "" && !oneOf(o.Kind, words(annotation.Kinds())...):
		return usageError("unknown kind %q: the kinds are %s", o.Kind, strings.Join(words(annotation.Kinds()), ", "))
	case o.Severity != "" && !oneOf(o.Severity, words(annotation.Severities())...):
		return usageError("unknown severity %q: the severities are minor and major", o.Severity)
	case o.Kind == string(annotation.Praise) && o.Severity != "":
		return usageError("praise has no severity")
	case o.Quote != "" && strings.TrimSpace(o.Quote) == "":
		return usageError("--quote has no words in it")
	case o.given("paragraph") && o.Paragraph < 1:
		return usageError("--paragraph is a number from 1, not %d", o.Paragraph)
	case o.Occurrence != "" && o.Occurrence != "all" && !isCount(o.Occurrence):
		return usageError("--occurrence is a number from 1, or all, not %q", o.Occurrence)
	case o.Marks != "" && !regexp.MustCompile(`^[+-]?[0-9]{1,18}(\.[0-9]{1,18})?$`).MatchString(o.Marks):
		return usageError("--marks is a number such as -2 or 0.5, not %q", o.Marks)
	}
	if _, err := o.lines(); err != nil {
		return err
	}
	_, err := sourceContents(o.Sources)
	return err
}

func isCount(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}

func (o *remarkFlags) lines() (annotation.Lines, error) {
	if o.Lines == "" {
		return annotation.Lines{}, nil
	}
	from, to, isRange := strings.Cut(o.Lines, "-")
	if !isRange {
		to = from
	}
	first, err1 := strconv.Atoi(strings.TrimSpace(from))
	last, err2 := strconv.Atoi(strings.TrimSpace(to))
	if err1 != nil || err2 != nil || first < 1 || last < first {
		return annotation.Lines{}, usageError("--lines is a line, such as 12, or two with a - between, such as 12-15, not %q", o.Lines)
	}
	return annotation.Lines{First: first, Last: last, Set: true}, nil
}

// points reports whether a flag says where the remark points.
func (o *remarkFlags) points() bool {
	return slices.ContainsFunc([]string{"quote", "prefix", "suffix", "occurrence", "paragraph", "lines"}, o.given)
}

// selector is where the flags point.
func (o *remarkFlags) selector(stdin io.Reader) (annotation.Selector, error) {
	quote := o.Quote
	if quote == "-" {
		data, err := io.ReadAll(io.LimitReader(stdin, annotation.MaxBytes))
		if err != nil {
			return annotation.Selector{}, err
		}
		quote = strings.Trim(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
		if strings.TrimSpace(quote) == "" {
			return annotation.Selector{}, usageError("--quote -: there are no words on standard input")
		}
	}
	text := func(s string) annotation.Text { return annotation.Text{Value: s, Set: s != ""} }
	s := annotation.Selector{Quote: text(quote), Prefix: text(o.Prefix), Suffix: text(o.Suffix), All: o.Occurrence == "all"}
	if n, err := strconv.Atoi(o.Occurrence); err == nil {
		s.Occurrence = annotation.Int{Value: n, Set: true}
	}
	s.Paragraph = annotation.Int{Value: o.Paragraph, Set: o.Paragraph > 0}
	var err error
	s.Lines, err = o.lines()
	return s, err
}

// entries are the keys of what the remark says that were given, with their values;
// an empty value takes the key away. Only an empty replacement is one.
func (o *remarkFlags) entries() ([]yamlfile.Entry, error) {
	sources, err := sourceContents(o.Sources)
	if err != nil {
		return nil, err
	}
	var tags []yamlfile.Content
	for _, t := range o.Tags {
		tags = append(tags, yamlfile.Text(t))
	}
	marks := yamlfile.Text("")
	if n, err := decimal.NewFromString(o.Marks); err == nil {
		marks = yamlfile.Number(n)
	}
	private := yamlfile.Text("")
	if o.Private {
		private = yamlfile.Truth(true)
	}
	var out []yamlfile.Entry
	for _, f := range []struct {
		flag, key string
		value     yamlfile.Content
	}{
		{"kind", "kind", yamlfile.Text(o.Kind)},
		{"category", "category", yamlfile.Text(o.Category)},
		{"severity", "severity", yamlfile.Text(o.Severity)},
		{"comment", "comment", markdown(o.Comment)},
		{"correction", "correction", markdown(o.Correction)},
		{"replacement", "replacement", yamlfile.Text(o.Replacement)},
		{"source", "sources", yamlfile.ListOf(sources...)},
		{"next", "next", markdown(o.Next)},
		{"criterion", "criterion", yamlfile.Text(o.Criterion)},
		{"marks", "marks", marks},
		{"tag", "tags", yamlfile.ListOf(tags...)},
		{"by", "by", yamlfile.Text(o.By)},
		{"private", "private", private},
	} {
		if o.given(f.flag) || f.flag == "comment" && o.Comment != "" {
			out = append(out, yamlfile.Entry{Key: f.key, Value: f.value})
		}
	}
	return out, nil
}

// markdown is a text that stands below a bar where it has several lines.
func markdown(s string) yamlfile.Content {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if strings.Contains(s, "\n") && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return yamlfile.Text(s)
}

// sourceContents reads sources: a text, an address, or keys with their values.
func sourceContents(given []string) ([]yamlfile.Content, error) {
	var out []yamlfile.Content
	for _, s := range given {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		fields, err := sourceFields(s)
		if err != nil {
			return nil, err
		}
		if fields == nil {
			out = append(out, yamlfile.Text(s))
			continue
		}
		out = append(out, yamlfile.InlineMap(fields...))
	}
	return out, nil
}

// sourceFields are the keys of a source; nil where it is a plain text.
func sourceFields(s string) ([]yamlfile.Entry, error) {
	keys := []string{"title", "author", "year", "page", "url"}
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return []yamlfile.Entry{{Key: "url", Value: yamlfile.Text(s)}}, nil
	}
	first, _, ok := strings.Cut(s, "=")
	if !ok || !oneOf(strings.TrimSpace(first), keys...) {
		return nil, nil
	}
	var out []yamlfile.Entry
	for _, part := range splitFields(s, keys) {
		key, value, _ := strings.Cut(part, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if value == "" {
			return nil, usageError("--source: %s has no value in %q", key, s)
		}
		if slices.ContainsFunc(out, func(e yamlfile.Entry) bool { return e.Key == key }) {
			return nil, usageError("--source: %s is there twice in %q", key, s)
		}
		content := yamlfile.Text(value)
		if n, err := strconv.Atoi(value); err == nil && key == "year" && value == strconv.Itoa(n) {
			content = yamlfile.Integer(n)
		}
		out = append(out, yamlfile.Entry{Key: key, Value: content})
	}
	return out, nil
}

// splitFields cuts a source where a semicolon is followed by a key.
func splitFields(s string, keys []string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ";") {
		key, _, ok := strings.Cut(part, "=")
		switch {
		case ok && oneOf(strings.TrimSpace(key), keys...):
			out = append(out, part)
		case strings.TrimSpace(part) != "":
			out[len(out)-1] += ";" + part
		}
	}
	return out
}
