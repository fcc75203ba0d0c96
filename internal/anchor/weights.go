package anchor

// Weights are the weights of the features, in the order of FeatureNames: the
// ones that were fitted without an earlier draft, or with one.
func Weights(draft bool) []float64 {
	w := weights(draft)
	return w[:]
}

// weights are the weights of the features, fitted by the program in fit: with
// the earlier draft at hand, and without.
func weights(draft bool) [numFeatures]float64 {
	if draft {
		return [numFeatures]float64{featBias: -9, featKept: 3, featLost: 2, featPure: 2, featMuch: 3, featWhole: 1, featBefore: 2, featAfter: 2, featNear: 1, featImage: 4, featFree: 2, featBeside: 1}
	}
	return [numFeatures]float64{featBias: -9, featKept: 4, featLost: 2, featPure: 2, featMuch: 4, featWhole: 1, featBefore: 2, featAfter: 2, featNear: 1}
}
