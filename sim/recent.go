package sim

import (
	"slices"
	"sync"
)

// Recent keeps what takes long to make for those who ask for the same again:
// as many as it is told, those asked for last. The zero value keeps none yet.
// It may be asked from several goroutines.
type Recent[K comparable, V any] struct {
	lock sync.Mutex
	kept []keptFor[K, V] // the last asked for is the last
}

type keptFor[K comparable, V any] struct {
	key   K
	value func() V
}

// Of returns what is kept for a key, or makes it so: once, also for several who
// ask at the same time.
func (r *Recent[K, V]) Of(key K, most int, how func() V) V {
	r.lock.Lock()
	is := keptFor[K, V]{key, nil}
	if i := slices.IndexFunc(r.kept, func(k keptFor[K, V]) bool { return k.key == key }); i >= 0 {
		is = r.kept[i]
		r.kept = slices.Delete(r.kept, i, i+1)
	} else {
		is.value = sync.OnceValue(how)
	}
	r.kept = append(r.kept, is)
	if len(r.kept) > most {
		r.kept = slices.Delete(r.kept, 0, 1)
	}
	r.lock.Unlock()
	return is.value()
}
