package anchor

import "encoding/binary"

// A word's hash is that of its units alone, however it was read. Words of up to
// eight units, nearly all, are one number.

// hashWord gives the hash of a word's units and of the first stemUnits of them.
func hashWord(units []byte) (hash, stem uint32) {
	if len(units) <= 8 {
		return hashShort(upToEight(units), len(units))
	}
	_, stem = hashShort(upToEight(units[:8]), 8)
	var h uint64
	for len(units) > 8 {
		h = (h ^ binary.LittleEndian.Uint64(units)) * spread
		h ^= h >> 32
		units = units[8:]
	}
	return mix(h ^ upToEight(units)), stem
}

// hashPiece is hashWord where the last k units are known as a number.
func hashPiece(units []byte, x uint64, k int) (hash, stem uint32) {
	if len(units) == k && k <= 8 {
		return hashShort(x, k)
	}
	return hashWord(units)
}

// hashShort is hashWord for the lowest n bytes of a number, eight at most.
func hashShort(x uint64, n int) (hash, stem uint32) {
	x &= lowest(n)
	return mix(x), mix(x & lowest(stemUnits))
}

// lowest covers the lowest n bytes of a number, one to eight.
func lowest(n int) uint64 { return ^uint64(0) >> ((64 - 8*uint(n)) & 63) }

// upToEight is one to eight units as one number, the first lowest.
func upToEight(units []byte) uint64 {
	if cap(units) >= 8 {
		return binary.LittleEndian.Uint64(units[:8]) & lowest(len(units))
	}
	var x uint64
	for i, u := range units {
		x |= uint64(u) << (8 * i)
	}
	return x
}

// spread is an odd number near 2^64 over the golden ratio: multiplying by it lets
// every bit take part in the highest.
const spread = 0x9E3779B97F4A7C15

func mix(x uint64) uint32 { return uint32(x * spread >> 32) }
