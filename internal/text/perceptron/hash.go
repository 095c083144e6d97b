package perceptron

// Feature keys are 32-bit hashes of a template number and up to three parts.
// Each part is itself a hash or a few packed small numbers. Keys of one model
// share one space, so template numbers must differ within a model (0–255).

const (
	mulA = 0x9E3779B97F4A7C15
	mulB = 0xD6E8FEB86659FD93
	mulC = 0xC2B2AE3D27D4EB4F
)

// Key1 is the key of template t with one part.
func Key1(t, a uint32) uint32 {
	x := (uint64(a) | uint64(t)<<32) * mulA
	x = (x ^ x>>32) * mulB
	return uint32(x >> 32)
}

// Key2 is the key of template t with two parts, in order.
func Key2(t, a, b uint32) uint32 {
	x := (uint64(a) | uint64(b)<<32) * mulA
	x = (x ^ x>>32 + uint64(t)) * mulB
	x = (x ^ x>>29) * mulC
	return uint32(x >> 32)
}

// Key3 is the key of template t with three parts, in order.
func Key3(t, a, b, c uint32) uint32 {
	x := (uint64(a) | uint64(b)<<32) * mulA
	x = (x ^ x>>32 + (uint64(c)<<8 | uint64(t))) * mulB
	x = (x ^ x>>29) * mulC
	return uint32(x >> 32)
}
