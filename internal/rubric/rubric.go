// Package rubric is the rubric file: criteria, their levels, grade bands and
// penalties, as types that cannot be wrong later.
package rubric

import (
	"github.com/shopspring/decimal"

	"gloss/internal/source"
)

// Rubric is one rubric file.
type Rubric struct {
	File      *source.File
	Version   int
	Title     string
	Criteria  []Criterion
	Bands     []Band
	Penalties map[string]Penalty
}

// Criterion is one thing that is marked.
type Criterion struct {
	ID      string
	Title   string // the id where the file gives none
	Points  decimal.Decimal
	Weight  decimal.Decimal  // 1 where the file gives none
	Floor   decimal.Decimal  // 0 where the file gives none
	Cap     *decimal.Decimal // nil: no limit to what remarks may cost
	OncePer string           // "entry" or ""
	Levels  []Level
}

// Level is one level of a criterion.
type Level struct {
	ID         string
	Title      string // the id where the file gives none
	Points     decimal.Decimal
	Descriptor string
}

// Band is a grade and the total from which it is given.
type Band struct {
	Min   decimal.Decimal
	Grade string
}

// Penalty is what is taken off, such as for being late.
type Penalty struct {
	PerDay decimal.Decimal
	Max    decimal.Decimal
}

// Criterion finds a criterion by its id.
func (r *Rubric) Criterion(id string) (Criterion, bool) {
	for _, c := range r.Criteria {
		if c.ID == id {
			return c, true
		}
	}
	return Criterion{}, false
}

// Level finds a level of the criterion by its id.
func (c Criterion) Level(id string) (Level, bool) {
	for _, l := range c.Levels {
		if l.ID == id {
			return l, true
		}
	}
	return Level{}, false
}
