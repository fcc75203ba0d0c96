package yamlfile

import "strings"

// Nearest is the legal word that was probably meant, or "" where none is near.
func Nearest(word string, legal []string) string {
	best, least := "", 3
	lower := normal(word)
	if n := len([]rune(lower)); n < 5 {
		least = 2
	} else if n > 40 {
		return ""
	}
	for _, l := range legal {
		if d := distance(lower, normal(l), least); d < least {
			best, least = l, d
		}
	}
	return best
}

// normal makes words equal that differ in case and in how their parts are joined.
func normal(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '_':
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// distance is the number of letters to change, leave out, add or swap with their
// neighbour (restricted Damerau–Levenshtein distance), or limit where it is no
// less than that.
func distance(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if d := len(s) - len(t); d >= limit || -d >= limit {
		return limit
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range t {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}
