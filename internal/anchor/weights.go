package anchor

// The weights of the features, in the order of FeatureNames, are what the program
// in fit found; it says how well they do.

// AloneWeights are the weights where there is no earlier draft that holds the
// passage.
func AloneWeights() []float64 {
	w := [numFeatures]float64{
		featBias:    -16.71,
		featLost:    9.32,
		featSize:    0.99,
		featMuch:    7.27,
		featBefore:  1.72,
		featAfter:   1.81,
		featTight:   7.66,
		featNear:    4.56,
		featOpen:    7.00,
		featNoSide:  0.06,
		featNoSides: 2.06,
		featNoPlace: 1.84,
	}
	return w[:]
}

// DraftWeights are the weights where there is one.
func DraftWeights() []float64 {
	w := [numFeatures]float64{
		featBias:    -12.20,
		featLost:    4.26,
		featPure:    0.98,
		featSize:    2.97,
		featMuch:    2.30,
		featBefore:  1.35,
		featAfter:   1.15,
		featTight:   4.30,
		featNear:    0.56,
		featNoSide:  1.07,
		featNoSides: 1.53,
		featImage:   2.65,
		featFree:    5.01,
		featBeside:  1.62,
	}
	return w[:]
}
