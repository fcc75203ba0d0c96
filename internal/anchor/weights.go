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
			featBias:    -9.82,
			featLost:    2.44,
			featSpared:  1.16,
			featPure:    1.05,
			featSize:    2.91,
			featBefore:  0.84,
			featAfter:   1.03,
			featTight:   2.26,
			featNoSide:  1.08,
			featNoSides: 0.60,
			featImage:   4.08,
			featFree:    3.33,
			featBeside:  0.63,
		}
	}
	return [numFeatures]float64{
		featBias:    -9.53,
		featLost:    6.01,
		featSpared:  3.31,
		featPure:    0.01,
		featMuch:    3.32,
		featBefore:  1.70,
		featAfter:   1.84,
		featTight:   4.64,
		featNear:    3.17,
		featHere:    0.16,
		featNoSide:  0.89,
		featNoSides: 1.51,
		featNoPlace: 1.23,
	}
}
