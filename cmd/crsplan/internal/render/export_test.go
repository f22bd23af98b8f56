package render

// Share divides the width of a table among its columns.
var Share = share
