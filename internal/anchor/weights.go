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
			featBias:    -10.46,
			featSpared:  2.39,
			featPure:    0.93,
			featSize:    2.95,
			featBefore:  0.72,
			featAfter:   1.10,
			featTight:   1.00,
			featNoSide:  1.21,
			featNoSides: 0.92,
			featImage:   5.07,
			featFree:    3.12,
			featBeside:  0.80,
		}
	}
	return [numFeatures]float64{
		featBias:    -12.79,
		featSpared:  4.85,
		featPure:    0.26,
		featSize:    2.02,
		featMuch:    5.60,
		featBefore:  2.07,
		featAfter:   2.25,
		featTight:   0.81,
		featNear:    3.12,
		featNoSide:  0.85,
		featNoSides: 2.54,
		featNoPlace: 1.78,
	}
}
