package report

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestCriterionMarksInWords(t *testing.T) {
	d := func(s string) *decimal.Decimal { return new(decimal.RequireFromString(s)) }
	remarks := func(marks ...string) []Remark {
		var out []Remark
		for _, m := range marks {
			out = append(out, Remark{Marks: *d(m)})
		}
		return out
	}
	for _, c := range []struct {
		marks CriterionMarks
		want  string
	}{
		{CriterionMarks{}, "not marked"},
		{CriterionMarks{OutOf: d("20")}, "not marked of 20"},
		{CriterionMarks{Score: d("14")}, "14"},
		{CriterionMarks{Score: d("0"), OutOf: d("20")}, "0 of 20"},
		{CriterionMarks{Score: d("14"), Remarks: remarks("-2"), OutOf: d("20")}, "14 − 2 = 12 of 20"},
		{CriterionMarks{Score: d("14"), Remarks: remarks("-2", "1.5")}, "14 − 2 + 1.5 = 13.5"},
		{CriterionMarks{Remarks: remarks("-2")}, "−2"},
		{CriterionMarks{Remarks: remarks("-2", "-0.5")}, "−2 − 0.5 = −2.5"},
		{CriterionMarks{Score: d("1"), Remarks: remarks("-3"), Floor: d("0"), OutOf: d("20")}, "1 − 3, held at 0 of 20"},
		{CriterionMarks{Score: d("3"), Weight: *d("2"), OutOf: d("5")}, "3 of 5, counts 2 times"},
		{CriterionMarks{Score: d("3"), Weight: *d("1"), OutOf: d("5")}, "3 of 5"},
	} {
		m := Marks{Criteria: []CriterionMarks{c.marks}}
		m.add()
		if got := m.Criteria[0].Text(); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.marks, got, c.want)
		}
	}
}

func TestNoteMarksInWords(t *testing.T) {
	for marks, want := range map[string]string{
		"-2": "−2 marks (Use of evidence)", "2.5": "+2.5 marks (Use of evidence)", "1": "+1 mark (Use of evidence)",
		"-1": "−1 mark (Use of evidence)", "0": "0 marks (Use of evidence)",
	} {
		n := Note{Marks: new(decimal.RequireFromString(marks)), CriterionTitle: "Use of evidence"}
		if got := n.MarksLine(); got != want {
			t.Errorf("%s reads %q, want %q", marks, got, want)
		}
	}
	if got := (&Note{CriterionTitle: "Use of evidence"}).MarksLine(); got != "" {
		t.Errorf("no marks read %q", got)
	}
}
