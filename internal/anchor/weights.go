package anchor

// Weights are the weights of the features, in the order of FeatureNames: the
// ones that were fitted without an earlier draft, or with one.
func Weights(draft bool) []float64 {
	w := weights(draft)
	return w[:]
}

// weights are the weights of the features as the program in fit found them: with
// the earlier draft at hand, and without.
func weights(draft bool) [numFeatures]float64 {
	if draft {
		return [numFeatures]float64{
			featBias:    -16.04,
			featLost:    3.75,
			featSpared:  4.98,
			featPure:    0.51,
			featSize:    3.06,
			featMuch:    1.06,
			featBefore:  1.14,
			featAfter:   0.17,
			featTight:   4.57,
			featNear:    1.51,
			featNoSide:  1.08,
			featNoSides: 1.24,
			featImage:   2.46,
			featFree:    5.23,
			featBeside:  1.58,
		}
	}
	return [numFeatures]float64{
		featBias:    -15.61,
		featLost:    6.57,
		featSpared:  4.86,
		featSize:    1.15,
		featMuch:    5.31,
		featBefore:  2.14,
		featAfter:   1.77,
		featTight:   6.73,
		featNear:    4.08,
		featOpen:    2.41,
		featNoSide:  0.56,
		featNoSides: 1.94,
		featNoPlace: 1.06,
	}
}
