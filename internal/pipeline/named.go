package pipeline

import (
	"regexp"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/source"
)

// namedEssay is the path that the file names under essay:, "" where it names
// none. A file that cannot be read is left for the load to speak of.
func namedEssay(path string) (string, error) {
	in, err := source.Read(path, nil, annotation.MaxBytes)
	if err != nil {
		return "", err
	}
	if !strings.Contains(strings.ToLower(string(in.Data)), "essay") {
		return "", nil
	}
	f, err := in.Decode("")
	if err != nil {
		return "", err
	}
	if named, ok := plainEssay(f.Text); ok {
		return beside(path, named), nil
	}
	set, _ := annotation.Load(f)
	if set.Essay.Set {
		return beside(path, set.Essay.Value), nil
	}
	// Of a file that is no YAML the line alone can be read.
	if line := regexp.MustCompile(`(?m)^essay: +([^\s"'#].*?)[ \t]*\r?$`).FindStringSubmatch(f.Text); line != nil && len(set.Annotations) == 0 {
		return beside(path, line[1]), nil
	}
	return "", nil
}

// plainEssay is what a file names under essay:, where that can be told without
// reading all of it as YAML, which is felt in a folder of a thousand files: where
// one line alone speaks of it, those before it are comments and simple keys, and the
// name is in quotes or made of letters that mean nothing else. It reports false for
// all other files.
func plainEssay(text string) (string, bool) {
	if n := len(regexp.MustCompile(`(?m)^[ {?"']*essay\b`).FindAllStringIndex(text, 2)); n != 1 {
		return "", false
	}
	at := regexp.MustCompile(`(?m)^essay: +("[^"\\\r\n]+"|'[^'\r\n]+'|[\pL\d./][\pL\d./_-]*\.[a-z]\w*)[ ]*(?:[ ]#[^\r\n]*)?(?:\r?\n[a-z_]+:[ \r\n]|\r?\n?\z)`).
		FindStringSubmatchIndex(text)
	if at == nil || strings.Contains(text, "---") {
		return "", false
	}
	simple := regexp.MustCompile(`\A(?:(?:#[^\r\n]*|[a-z_]+:(?: +(?:[\pL\d][^\r\n"'#:]*|"[^"\\\r\n]*"))?)?[ ]*\r?\n)*\z`)
	if !simple.MatchString(text[:at[0]]) {
		return "", false
	}
	return strings.Trim(text[at[2]:at[3]], `"'`), true
}
