//go:build js

package noc

import "syscall/js"

// titlesFile is the list of the job titles, packed. In a browser it does not travel
// with the program: it is fetched when it is first looked into. Where it cannot be
// had no title is known.
func titlesFile() []byte {
	got := make(chan []byte)
	var have, lack js.Func
	have = js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := make([]byte, args[0].Get("length").Int())
		js.CopyBytesToGo(data, args[0])
		go func() { got <- data }()
		return nil
	})
	lack = js.FuncOf(func(js.Value, []js.Value) any {
		go func() { got <- nil }()
		return nil
	})
	defer have.Release()
	defer lack.Release()
	js.Global().Call("crsplanFile", TitlesName).Call("then", have, lack)
	return <-got
}
