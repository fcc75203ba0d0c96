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
			featBias:    -16.30,
			featLost:    3.20,
			featSpared:  4.33,
			featPure:    1.07,
			featSize:    4.03,
			featMuch:    0.12,
			featBefore:  0.25,
			featAfter:   0.72,
			featTight:   3.19,
			featNear:    1.01,
			featNoSide:  0.87,
			featNoSides: 1.28,
			featImage:   2.94,
			featFree:    5.66,
			featBeside:  2.15,
		}
	}
	return [numFeatures]float64{
		featBias:    -15.52,
		featLost:    5.79,
		featSpared:  5.31,
		featSize:    0.25,
		featMuch:    6.17,
		featBefore:  2.00,
		featAfter:   1.40,
		featTight:   8.73,
		featNear:    4.04,
		featOpen:    2.69,
		featNoSide:  0.51,
		featNoSides: 2.63,
		featNoPlace: 2.18,
	}
}
