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
			featBias:    -16.53,
			featLost:    3.61,
			featSpared:  3.79,
			featPure:    1.03,
			featSize:    4.35,
			featBefore:  1.00,
			featAfter:   1.57,
			featTight:   2.11,
			featNear:    1.88,
			featNoSide:  1.87,
			featNoSides: 1.68,
			featImage:   2.90,
			featFree:    5.83,
		}
	}
	return [numFeatures]float64{
		featBias:    -15.31,
		featLost:    6.02,
		featSpared:  4.98,
		featSize:    0.62,
		featMuch:    5.99,
		featBefore:  1.57,
		featAfter:   1.81,
		featTight:   7.79,
		featNear:    4.15,
		featOpen:    2.25,
		featNoSide:  0.43,
		featNoSides: 2.71,
		featNoPlace: 2.24,
	}
}
