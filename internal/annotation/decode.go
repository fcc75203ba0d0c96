package annotation

import "gloss/internal/yamlfile"

// A decode reads one field into a T.
type decode[T any] = func(r *reader, f field, into *T)

func asText(v yamlfile.Value) Text { return Text{Value: v.Text, Span: v.Span, Set: v.Set} }

// text reads a text without its final line end.
func text[T any](at func(*T) *Text) decode[T] {
	return func(r *reader, f field, into *T) { *at(into) = asText(r.Text(f)) }
}

// block reads a text that keeps its final line end.
func block[T any](at func(*T) *Text) decode[T] {
	return func(r *reader, f field, into *T) { *at(into) = asText(r.Block(f)) }
}

// checked reads a text that has to be of a certain form. The check reports what
// is wrong and says whether the text can be used.
func checked[T any](at func(*T) *Text, check func(*reader, field, Text) bool) decode[T] {
	return func(r *reader, f field, into *T) {
		if t := asText(r.Text(f)); t.Set && check(r, f, t) {
			*at(into) = t
		}
	}
}

// oneOf reads one of a few words.
func oneOf[T any](legal []string, set func(*T, Text)) decode[T] {
	return func(r *reader, f field, into *T) {
		if t := asText(r.OneOf(f, legal...)); t.Set {
			set(into, t)
		}
	}
}

// texts reads a list of texts.
func texts[T any](at func(*T) *[]Text) decode[T] {
	return func(r *reader, f field, into *T) {
		for _, v := range r.Texts(f) {
			*at(into) = append(*at(into), asText(v))
		}
	}
}

// wholeNumber reads a whole number of at least least.
func wholeNumber[T any](least int, at func(*T) *Int) decode[T] {
	return func(r *reader, f field, into *T) {
		if n, ok := r.Whole(f, least); ok {
			*at(into) = Int{Value: n, Span: f.Node.Span, Set: true}
		}
	}
}

// number reads an exact decimal.
func number[T any](at func(*T) *Number) decode[T] {
	return func(r *reader, f field, into *T) {
		if d, ok := r.Decimal(f); ok {
			*at(into) = Number{Value: d, Span: f.Node.Span, Set: true}
		}
	}
}

// words are the strings of a list of named strings.
func words[S ~string](list []S) []string {
	var out []string
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}
