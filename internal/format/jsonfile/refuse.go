package jsonfile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"gloss/internal/source"
)

// version refuses what is no report at all, or a newer one.
func version(in source.Input) error {
	var d struct {
		Gloss  string `json:"gloss"`
		Schema int    `json:"schema"`
	}
	err := json.Unmarshal(in.Data, &d)
	var syntax *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntax):
		return refusal(in, err)
	case err != nil, d.Gloss != kindOfFile:
		return &source.Error{
			Name: in.Name, Reason: "is JSON, but not a report of gloss",
			Help: `a report begins with "gloss": "report"; gloss report -f json makes one`,
		}
	case d.Schema > Version:
		return &source.Error{
			Name: in.Name, Reason: fmt.Sprintf("is a report of version %d; this gloss reads version %d", d.Schema, Version),
			Help: "a newer gloss wrote it, and a newer gloss reads it",
		}
	case d.Schema < 1:
		return refuse(in, "/schema", fmt.Sprintf("the version is not %d", Version))
	}
	return nil
}

// refusal is an error of the JSON library in our words, with its place.
func refusal(in source.Input, err error) error {
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		reason := syntax.Err.Error()
		switch {
		case errors.Is(err, jsontext.ErrDuplicateName):
			reason = fmt.Sprintf("the key %q stands twice", syntax.JSONPointer.LastToken())
		case strings.Contains(reason, "after top-level value"):
			reason = "there is more after the end of the report"
		}
		return refuseAt(in, int(syntax.ByteOffset), string(syntax.JSONPointer), reason)
	}
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		reason := "the value is of the wrong type"
		at := locate(in.Data, string(semantic.JSONPointer))
		switch {
		case errors.Is(err, json.ErrUnknownName):
			reason, at.value = fmt.Sprintf("unknown key %q", semantic.JSONPointer.LastToken()), at.key
		case semantic.Err != nil:
			reason = semantic.Err.Error()
		}
		return refuseAt(in, at.value, string(semantic.JSONPointer), reason)
	}
	return &source.Error{Name: in.Name, Reason: err.Error(), Err: err}
}

// refuse names the value that a JSON pointer leads to.
func refuse(in source.Input, pointer, reason string) error {
	return refuseAt(in, locate(in.Data, pointer).value, pointer, reason)
}

func refuseAt(in source.Input, offset int, pointer, reason string) error {
	at := source.NewFile(in.Name, string(in.Data)).Position(offset)
	if pointer != "" {
		reason += " (at " + pointer + ")"
	}
	return &source.Error{Name: fmt.Sprintf("%s:%d:%d", in.Name, at.Line, at.Column), Reason: reason}
}

// places are where a JSON pointer leads to.
type places struct {
	key   int // the offset of its key; of the value where it has none
	value int
}

// locate finds what a JSON pointer leads to; the start where it is not there.
func locate(data []byte, pointer string) places {
	dec := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true))
	var found places
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			return found
		}
		if string(dec.StackPointer()) != pointer {
			continue
		}
		start := begins(data[:dec.InputOffset()], tok)
		if kind, n := dec.StackIndex(dec.StackDepth()); kind == '{' && n%2 == 1 {
			found = places{key: start, value: start}
			continue
		}
		found.value = start
		return found
	}
}

// begins is the offset of the token that ends where data ends.
func begins(data []byte, tok jsontext.Token) int {
	switch end := len(data); tok.Kind() {
	case '{', '[':
		return end - 1
	case '"':
		start := bytes.LastIndexByte(data[:end-1], '"')
		for start > 0 && data[start-1] == '\\' { // an escaped one: the text holds it
			start = bytes.LastIndexByte(data[:start], '"')
		}
		return start
	default:
		return end - len(tok.String())
	}
}
