//go:build !amd64

package encoder

func processors() []processor { return []processor{plain} }
