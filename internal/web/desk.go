package web

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"

	"gloss/internal/diag"
	"gloss/internal/pipeline"
)

// desk holds the essays that are being marked: one, or those of a folder, also
// where they come and go meanwhile. A request names one by its number and cannot
// name anything else. The number of an essay stays the same, and no other essay
// gets it.
type desk struct {
	path   string
	single bool
	read   pipeline.Options

	mu     sync.Mutex
	essays []*sitting // those that are there, in the order of the list
	known  []*sitting // those and all that were there before, the newest last
}

func newDesk(path string, read pipeline.Options) *desk {
	info, err := os.Stat(path)
	d := &desk{path: path, single: err != nil || !info.IsDir(), read: read}
	d.survey()
	return d
}

// survey finds out which essays there are now.
func (d *desk) survey() {
	jobs, err := pipeline.Markable(d.path)
	if err != nil {
		jobs = nil // there is nothing there any more
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	before := d.essays
	d.essays = make([]*sitting, len(jobs))
	for _, those := range [][]*sitting{before, d.known} {
		for i, job := range jobs {
			if d.essays[i] == nil {
				d.essays[i] = d.last(those, func(s *sitting) bool { return described(s.job) == described(job) })
			}
		}
	}
	for i, job := range jobs {
		if d.essays[i] == nil {
			d.essays[i] = d.takeUp(job)
		}
	}
}

// described is all that there is to a job.
func described(j pipeline.Job) string {
	return fmt.Sprintf("%q %q %q %v", j.Name, j.Essay, j.Annotations, j.Err)
}

// takeUp gives a job that was not there before a sitting. Where its essay was
// there, with other annotations or with none, it keeps its number; and where all
// that has happened is that the annotations are gone, they will be written where
// they were. The caller holds the lock.
func (d *desk) takeUp(job pipeline.Job) *sitting {
	s := &sitting{id: strconv.Itoa(d.numbers() + 1), job: job, read: d.read, pause: pause}
	akin := func(s *sitting) bool {
		return job.Essay != "" && s.job.Essay == job.Essay || job.Annotations != "" && s.job.Annotations == job.Annotations
	}
	if i := slices.IndexFunc(d.known, func(s *sitting) bool { return akin(s) && !d.lies(s.id) }); i >= 0 {
		s.id = d.known[i].id
		before := d.last(d.known, func(o *sitting) bool { return o.id == s.id })
		if before.job.Essay == job.Essay && before.job.Err == nil && job.Err == nil && !exists(job.Annotations) {
			return before
		}
	}
	d.known = append(d.known, s)
	return s
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// last is the last of the sittings that is like that and whose number is not that
// of an essay in the list already; nil where none is. The caller holds the lock.
func (d *desk) last(among []*sitting, like func(*sitting) bool) *sitting {
	for _, s := range slices.Backward(among) {
		if like(s) && !d.lies(s.id) {
			return s
		}
	}
	return nil
}

// lies reports whether the number is that of an essay in the list. The caller
// holds the lock.
func (d *desk) lies(id string) bool {
	return slices.ContainsFunc(d.essays, func(s *sitting) bool { return s != nil && s.id == id })
}

// numbers is how many numbers were given. The caller holds the lock.
func (d *desk) numbers() int {
	ids := map[string]bool{}
	for _, s := range d.known {
		ids[s.id] = true
	}
	return len(ids)
}

// home is where the start leads.
func (d *desk) home() string {
	if list := d.list(); d.single && len(list) > 0 {
		return "/essay/" + list[0].id
	}
	return "/"
}

// list are the essays that there are.
func (d *desk) list() []*sitting {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.essays)
}

// seat is where an essay stands in the list.
type seat struct {
	At, Of         int    // At counts from 1
	Previous, Next string // ids of the neighbours; "" where there is none
}

// find is the essay with an id, and where it stands. Of an essay that was there
// and is gone it gives the sitting, and an error that says so.
func (d *desk) find(id string) (*sitting, seat, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.essays, func(s *sitting) bool { return s.id == id })
	if i < 0 {
		s := d.last(d.known, func(s *sitting) bool { return s.id == id })
		if s == nil {
			return nil, seat{}, notFound()
		}
		return s, seat{}, gone(s.job.Name)
	}
	at := seat{At: i + 1, Of: len(d.essays)}
	if i > 0 {
		at.Previous = d.essays[i-1].id
	}
	if i+1 < len(d.essays) {
		at.Next = d.essays[i+1].id
	}
	return d.essays[i], at, nil
}

func gone(name string) *problem {
	return &problem{
		Status: http.StatusGone, Problem: diag.VisibleLine(name) + " is not there any more: it was moved, renamed or deleted",
		Help: "once it is back, it is shown here again; under another name it is in the list of essays",
	}
}

// files are all files and folders that the page shows something of.
func (d *desk) files() []string {
	var jobs []pipeline.Job
	var out []string
	for _, s := range d.list() {
		jobs = append(jobs, s.job)
		out = append(out, s.look().files()...)
	}
	out = append(out, pipeline.MarkablePlaces(d.path, jobs)...)
	slices.Sort(out)
	return slices.Compact(out)
}
