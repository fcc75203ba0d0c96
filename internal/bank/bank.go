// Package bank is the comment bank: remarks that are made once and used in many
// essays.
//
// Every value keeps the place where it stands in the bank, so that whatever is
// found out about it later can be said there.
package bank

import (
	"github.com/shopspring/decimal"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// Text is a text value and where it stands in the file.
type Text = yamlfile.Value

// Bank is one comment bank file.
type Bank struct {
	File    *source.File
	Version int
	Title   Text
	Include []Text // paths of other banks, relative to the file
	Entries []Entry
}

// Entry is one remark of a bank.
type Entry struct {
	Name Text // the key that it stands under

	Kind        Text
	Category    Text
	Severity    Text
	Match       []Text // words of one sentence, in order; * is any run of words
	Comment     Text   // Markdown, as all texts but Replacement; $name stands for a variable
	Correction  Text
	Replacement Text // Set with an empty Text: delete the span
	Sources     []Source
	Next        Text
	Criterion   Text
	Marks       Number
	Tags        []Text
	With        []Variable
}

// Number is an exact decimal and where it stands.
type Number struct {
	Value decimal.Decimal
	Span  source.Span
	Set   bool
}

// Source is evidence for a correction. Plain text stands in Title alone.
type Source struct {
	Title, Author, Year, Page, URL Text
}

// Variable is one value for a $name.
type Variable struct {
	Name, Value Text
}

// Entry finds an entry by its name.
func (b *Bank) Entry(name string) (Entry, bool) {
	for _, e := range b.Entries {
		if e.Name.Text == name {
			return e, true
		}
	}
	return Entry{}, false
}
