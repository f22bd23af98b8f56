// call asks the program for something, by its path.

export const call = (path, init) => fetch("/" + path, init);

// alone is true where the program runs in the browser itself.
export const alone = false;
