package casegen

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/source"
)

// A Case is one passage and what became of it; the package comment has the form.
type Case struct {
	ID           string `json:"id"`
	Category     string `json:"category"`
	Text         string `json:"text,omitempty"`
	TextID       string `json:"textId,omitempty"`
	OldText      string `json:"oldText,omitempty"`
	OldTextID    string `json:"oldTextId,omitempty"`
	Exact        string `json:"exact"`
	Prefix       string `json:"prefix"`
	Suffix       string `json:"suffix"`
	HintStart    *int   `json:"hintStart"`
	HintEnd      *int   `json:"hintEnd"`
	Gold         *Range `json:"gold"`
	AcceptOrphan bool   `json:"acceptOrphan"`
}

// A Range is a stretch of text in code points, the end exclusive.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Selector is what is asked for, with the hint read in the text given: the old
// one or, where that is not at hand, the new one.
func (c *Case) Selector(madeOn string) anchor.Selector {
	sel := anchor.Selector{Quote: c.Exact, Prefix: c.Prefix, Suffix: c.Suffix}
	if c.HintStart != nil && c.HintEnd != nil {
		span := anchor.Hint(madeOn, *c.HintStart, *c.HintEnd)
		sel.Position = &span
	}
	return sel
}

// Now is the right answer in bytes; false where the passage is gone.
func (c *Case) Now() (source.Span, bool) {
	if c.Gold == nil {
		return source.Span{}, false
	}
	return spanOf(c.Text, c.Gold.Start, c.Gold.End)
}

func spanOf(text string, start, end int) (source.Span, bool) {
	s, ok := source.ByteOffset(text, start)
	if !ok || end < start {
		return source.Span{}, false
	}
	e, ok := source.ByteOffset(text[s:], end-start)
	return source.Span{Start: s, End: s + e}, ok
}

// Load reads a cases file with the texts that it names. Without a path of the
// texts it is texts.jsonl or texts.jsonl.gz beside the cases, if there is one.
func Load(path, textsPath string) ([]Case, error) {
	if textsPath == "" {
		textsPath = beside(path)
	}
	texts, err := loadTexts(textsPath)
	if err != nil {
		return nil, err
	}
	var out []Case
	err = readLines(path, func(line []byte) error {
		var c Case
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
		if err := c.fill(texts); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

func loadTexts(path string) (map[string]string, error) {
	texts := map[string]string{}
	if path == "" {
		return texts, nil
	}
	err := readLines(path, func(line []byte) error {
		var t struct{ ID, Text string }
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		texts[t.ID] = t.Text
		return nil
	})
	return texts, err
}

// fill puts the texts in that the case names.
func (c *Case) fill(texts map[string]string) error {
	for _, t := range []struct {
		text *string
		id   string
	}{{&c.Text, c.TextID}, {&c.OldText, c.OldTextID}} {
		if t.id == "" {
			continue
		}
		text, ok := texts[t.id]
		if !ok {
			return fmt.Errorf("case %s: no text %s", c.ID, t.id)
		}
		*t.text = text
	}
	return nil
}

// beside is the texts file in the folder of a cases file, or "".
func beside(path string) string {
	for _, name := range []string{"texts.jsonl", "texts.jsonl.gz"} {
		p := filepath.Join(filepath.Dir(path), name)
		if _, err := os.Stat(p); !errors.Is(err, fs.ErrNotExist) {
			return p
		}
	}
	return ""
}

// readLines calls do with each line of a file, plain or gzipped.
func readLines(path string, do func([]byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<28)
	for n := 1; lines.Scan(); n++ {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}
