package main

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

// A testCase is one line of a cases file.
type testCase struct {
	ID           string `json:"id"`
	Category     string `json:"category"`
	Text         string `json:"text"`
	TextID       string `json:"textId"`
	OldText      string `json:"oldText"`
	OldTextID    string `json:"oldTextId"`
	Exact        string `json:"exact"`
	Prefix       string `json:"prefix"`
	Suffix       string `json:"suffix"`
	HintStart    *int   `json:"hintStart"`
	HintEnd      *int   `json:"hintEnd"`
	Gold         *gold  `json:"gold"`
	AcceptOrphan bool   `json:"acceptOrphan"`
}

// gold is the right answer, in code points.
type gold struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// selector is what is asked for, with the hint read in the old text or, where
// that is not at hand, in the new one.
func (c *testCase) selector(madeOn string) anchor.Selector {
	sel := anchor.Selector{Quote: c.Exact, Prefix: c.Prefix, Suffix: c.Suffix}
	if c.HintStart != nil && c.HintEnd != nil {
		span := anchor.Hint(madeOn, *c.HintStart, *c.HintEnd)
		sel.Position = &span
	}
	return sel
}

// goldSpan is the right answer in bytes; false where the passage is gone.
func (c *testCase) goldSpan() (source.Span, bool) {
	if c.Gold == nil {
		return source.Span{}, false
	}
	return spanOf(c.Text, c.Gold.Start, c.Gold.End)
}

func spanOf(text string, start, end int) (source.Span, bool) {
	s, ok := source.ByteOffset(text, start)
	if !ok {
		return source.Span{}, false
	}
	e, ok := source.ByteOffset(text, end)
	return source.Span{Start: s, End: e}, ok && s <= e
}

// load reads a cases file with the texts that it names.
func load(path, textsPath string) ([]testCase, error) {
	texts := map[string]string{}
	if textsPath == "" {
		textsPath = beside(path)
	}
	if textsPath != "" {
		err := readLines(textsPath, func(line []byte) error {
			var t struct{ ID, Text string }
			if err := json.Unmarshal(line, &t); err != nil {
				return err
			}
			texts[t.ID] = t.Text
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var out []testCase
	err := readLines(path, func(line []byte) error {
		var c testCase
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
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
		out = append(out, c)
		return nil
	})
	return out, err
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
	file, err := os.Open(path) //nolint:gosec // the caller names it
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
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
