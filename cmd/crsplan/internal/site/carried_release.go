//go:build carried

package site

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
)

// A release is built after its own command site has written the folder carried.

//go:embed carried/crsplan.wasm.gz
var carriedProgram []byte

//go:embed carried/crsplan.wasm.br
var carriedBrotli []byte

//go:embed carried/wasm_exec.js
var carriedRuntime []byte

func carried() (*packedProgram, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(carriedProgram))
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(unpacked)
	return &packedProgram{plain, carriedProgram, carriedBrotli, carriedRuntime}, err
}
