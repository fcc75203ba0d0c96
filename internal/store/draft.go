package store

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"gloss/internal/annotation"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// draft is a file while a change is being made to it, in memory.
type draft struct {
	file  *File           // the last state that was parsed
	root  *yamlfile.Node  // its tree
	edits []yamlfile.Edit // not made yet
	top   bool            // keys of the file are among the edits
	items []place         // the annotations as they will be after the edits
	nodes int             // items of the list then, with those that are empty
	added []string
}

// place is where an annotation stands in the list.
type place struct {
	id      string
	index   int            // in the list after the edits, empty items counted
	node    *yamlfile.Node // in the tree; nil where it is not there yet
	written bool           // the id stands in the file
	dirty   bool           // it is among the edits
}

func newDraft(f *File) (*draft, error) {
	d := &draft{file: f}
	if err := d.read(); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *draft) name() string { return d.file.Path }

// read takes in what the file holds.
func (d *draft) read() error {
	d.root = d.file.root
	d.items, d.nodes = nil, 0
	list := d.root.Find("annotations")
	if list == nil {
		return nil
	}
	d.nodes = len(list.Items)
	for i, n := range list.Items {
		if n.Kind == yamlfile.Absent {
			continue
		}
		if len(d.items) >= len(d.file.Set.Annotations) {
			return d.broken()
		}
		id := d.file.Set.Annotations[len(d.items)].ID
		d.items = append(d.items, place{id: id.Value, index: i, node: n, written: id.Set})
	}
	if len(d.items) != len(d.file.Set.Annotations) {
		return d.broken()
	}
	return nil
}

// broken is the error for what should not happen, so that nothing is written.
func (d *draft) broken() error {
	return &Error{Path: d.name(), Reason: "the change would alter more than was asked for, and was not made", Err: ErrInvalid}
}

// cannotWrite says why edits cannot be made.
func cannotWrite(path string, err error) error {
	e := &Error{Path: path, Reason: "the change would alter more than was asked for, and was not made", Err: errors.Join(ErrInvalid, err)}
	switch {
	case errors.Is(err, yamlfile.ErrTooLarge):
		e.Reason = fmt.Sprintf("a file cannot become larger than %d MiB", annotation.MaxBytes>>20)
	case errors.Is(err, yamlfile.ErrNotText):
		e.Reason = "the text has bytes in it that are no UTF-8"
	}
	return e
}

func (d *draft) push(edits ...yamlfile.Edit) {
	for _, e := range edits {
		switch len(e.Path) {
		case 1:
			e.Order = annotation.FileKeys()
		case 3, 5: // a key of an annotation, or of one of its further places
			e.Order = annotation.Keys()
		}
		d.edits = append(d.edits, e)
	}
}

func (d *draft) listPath(s yamlfile.Step) yamlfile.Path {
	return yamlfile.Path{yamlfile.KeyStep("annotations"), s}
}

func (d *draft) itemPath(at int) yamlfile.Path {
	return d.listPath(yamlfile.IndexStep(d.items[at].index))
}

// find is the place of an annotation among the items; its node is as the file
// will be.
func (d *draft) find(id string) (int, error) {
	is := func(p place) bool { return p.id == id }
	at := slices.IndexFunc(d.items, is)
	if at < 0 {
		return 0, d.noAnnotation(id)
	}
	if p := d.items[at]; p.node == nil || p.dirty {
		if err := d.settle(); err != nil {
			return 0, err
		}
	}
	return at, nil
}

// touch makes edits of one annotation, and writes its id with the first.
func (d *draft) touch(at int, edits []yamlfile.Edit) {
	if len(edits) == 0 {
		return
	}
	p := &d.items[at]
	d.push(edits...)
	if !p.written {
		d.push(d.writeID(*p))
	}
	p.written, p.dirty = true, true
}

func (d *draft) writeID(p place) yamlfile.Edit {
	path := append(d.listPath(yamlfile.IndexStep(p.index)), yamlfile.KeyStep("id"))
	return yamlfile.Edit{Op: yamlfile.Set, Path: path, Value: yamlfile.Text(p.id)}
}

// forget takes an annotation out of the items.
func (d *draft) forget(at int) {
	gone := d.items[at].index
	d.items = slices.Delete(d.items, at, at+1)
	d.nodes--
	for i := range d.items {
		if d.items[i].index > gone {
			d.items[i].index--
		}
	}
}

// settleTop settles edits of the file's own keys.
func (d *draft) settleTop() error {
	if d.top {
		return d.settle()
	}
	return nil
}

// settle makes the edits and sees to it that every annotation has the id that it
// had.
func (d *draft) settle() error {
	for range 2 {
		want := d.items
		if len(d.edits) == 0 {
			return nil
		}
		r, root, err := yamlfile.Splice(d.file.text, d.root, d.edits, annotation.Options())
		if err != nil {
			return cannotWrite(d.name(), err)
		}
		next := d.file.next(yamlfile.Bytes(r.File()))
		next.parsed(r, root)
		if err := d.take(next); err != nil {
			return err
		}
		if len(d.items) != len(want) {
			return d.broken()
		}
		for i, p := range d.items {
			if p.id != want[i].id {
				if p.written {
					return d.broken()
				}
				d.items[i].id = want[i].id
				d.push(d.writeID(d.items[i]))
			}
		}
	}
	if len(d.edits) > 0 {
		return d.broken()
	}
	return nil
}

// take goes on with another state.
func (d *draft) take(next *File) error {
	if err := invalid(d.name(), next.Findings); err != nil {
		return err
	}
	d.file, d.edits, d.top = next, nil, false
	return d.read()
}

// newItem completes the keys of an annotation that is to be added by its id.
func (d *draft) newItem(fields []yamlfile.Entry) (string, []yamlfile.Entry, error) {
	for i, f := range fields {
		if slices.ContainsFunc(fields[:i], func(e yamlfile.Entry) bool { return e.Key == f.Key }) {
			return "", nil, &Error{Path: d.name(), Reason: f.Key + " is given twice", Err: ErrInvalid}
		}
	}
	alone := yamlfile.Edit{Op: yamlfile.Insert, Path: d.listPath(yamlfile.End()), Value: yamlfile.MapOf(fields...)}
	data, err := yamlfile.Apply(source.NewFile(d.name(), ""), []yamlfile.Edit{alone})
	if err != nil {
		return "", nil, cannotWrite(d.name(), err)
	}
	set, findings := annotation.Load(source.NewFile(d.name(), string(data)))
	if err := invalid(d.name(), findings); err != nil {
		return "", nil, err
	}
	if len(set.Annotations) != 1 {
		return "", nil, d.broken()
	}
	id := set.Annotations[0].ID
	if id.Set {
		return id.Value, fields, nil
	}
	unique := id.Value
	for n := 2; slices.ContainsFunc(d.items, func(p place) bool { return p.id == unique }); n++ {
		unique = id.Value + "-" + strconv.Itoa(n)
	}
	first := yamlfile.Entry{Key: "id", Value: yamlfile.Text(unique)}
	return unique, append([]yamlfile.Entry{first}, fields...), nil
}
