package cli

import (
	"github.com/spf13/cobra"

	"gloss/internal/diag"
	"gloss/internal/pipeline"
)

// remarksOptions are what the commands that work on the remarks of one essay
// have in common.
type remarksOptions struct {
	Essay       string
	Annotations string
	Read        readOptions

	env Env
}

func (o *remarksOptions) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.Annotations, "annotations", "a", "", "the annotation `FILE`, where it is not to be found by the essay's name")
	o.Read.inputFlags(cmd)
}

// job is the essay and its annotation file; the essay may be named by either.
func (o *remarksOptions) job() (pipeline.Job, error) {
	jobs, err := pipeline.Find([]string{o.Essay}, o.Annotations)
	if err != nil {
		return pipeline.Job{}, err
	}
	if jobs.Folder || len(jobs.List) != 1 || jobs.List[0].Report != "" {
		return pipeline.Job{}, usageError("%s is not one essay: name an essay or its annotation file", o.Essay)
	}
	return jobs.List[0], jobs.List[0].Err
}

// load is the job with all its annotations placed. Where the annotation file has
// errors they are printed, and the error says what was not done because of them.
func (o *remarksOptions) load(undone string) (pipeline.Job, *pipeline.Result, error) {
	job, err := o.job()
	if err != nil {
		return job, nil, err
	}
	res, err := o.Read.pipeline(o.env).Load(job)
	if err != nil {
		return job, nil, err
	}
	if res.Report == nil {
		if err := o.print(diag.AtLeast(res.Findings, diag.Error)); err != nil {
			return job, nil, err
		}
		return job, nil, unread(res, mendFirst(job, res.Errors(), undone))
	}
	return job, res, nil
}

// print prints findings on stderr.
func (o *remarksOptions) print(findings []diag.Finding) error {
	return diag.Printer{Color: o.env.color("auto", o.env.ErrWidth)}.Print(o.env.Stderr, findings)
}
