package page

import "slices"

// Table is a table. Every row has a cell for each column, the first of which
// names the row.
type Table struct {
	// Title tells the table from others where tables stand alone, and is its
	// caption where captions are shown.
	Title   string
	Columns []Column
	Rows    []Row
	// Most is how many rows stand in a short answer; 0: all of them.
	Most int
}

// Column is a column of a table.
type Column struct {
	Title string
	Kind  Kind
	// Sheet is its title in a spreadsheet, where that is another; "" for Title.
	Sheet string
	// Parts are the titles of the further columns that a spreadsheet gets of it,
	// such as the low and the high end of an amount: cells have a value for the
	// column and for each of its parts.
	Parts []string
	// Wrap is the most letters that a line of it has as text; 0: any number.
	Wrap int
	// Priority says which columns go first where there is no room for all: those
	// with the highest. 0 is always shown.
	Priority int
}

// Kind is what the cells of a column hold.
type Kind int

// The kinds of columns.
const (
	Words     Kind = iota
	Number         // points, amounts, shares: flush right
	Day            // never broken
	Reference      // the reference of a row, cited by number where that is the habit
)

// Row is a row of a table.
type Row struct {
	Cells []Cell
	Kind  RowKind
}

// RowKind is what a row is among the others.
type RowKind int

// The kinds of rows.
const (
	PlainRow  RowKind = iota
	GroupRow          // begins a group of those after it
	TotalRow          // sums up those before it
	ChosenRow         // the recommended one
)

// Cell is one thing in a table: as a reader sees it, and as a spreadsheet takes
// it. Text holds it in words and signs. Values are its numbers, days and words
// without signs, one for the column and one for each of its parts; none: the
// text is the value.
type Cell struct {
	Text   string
	Values []any
}

// Row adds a plain row.
func (t *Table) Row(cells ...Cell) { t.Rows = append(t.Rows, Row{Cells: cells}) }

// Spare says which columns may be left out where there is no room, by their
// places, the first to go first.
func (t *Table) Spare(places ...int) {
	for i, place := range places {
		t.Columns[place].Priority = len(places) - i
	}
}

// Titled returns a table with another title.
func (t Table) Titled(title string) Table {
	t.Title = title
	return t
}

// Uncited returns a table without the references of its rows.
func (t Table) Uncited() Table {
	few := t
	few.Columns = nil
	few.Rows = slices.Clone(t.Rows)
	for r := range few.Rows {
		few.Rows[r].Cells = nil
	}
	for i, c := range t.Columns {
		if c.Kind == Reference {
			continue
		}
		few.Columns = append(few.Columns, c)
		for r := range few.Rows {
			few.Rows[r].Cells = append(few.Rows[r].Cells, t.Rows[r].Cells[i])
		}
	}
	return few
}

// Texts implements [Block].
func (t Table) Texts(say func(string)) {
	say(t.Title)
	for _, column := range t.Columns {
		say(column.Title)
	}
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			say(cell.Text)
		}
	}
}

// Alone reports whether only the first cell of a row says anything.
func (r *Row) Alone() bool {
	for _, c := range r.Cells[1:] {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// Tables returns the tables among blocks, in their order.
func Tables(blocks []Block) (tables []*Table) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Table:
			tables = append(tables, &b)
		case Group:
			tables = append(tables, Tables(b)...)
		case Details:
			tables = append(tables, Tables(b)...)
		}
	}
	return tables
}

// Detailed reports whether there is more to blocks than stands in a short answer.
func Detailed(blocks []Block) bool {
	return slices.ContainsFunc(blocks, func(b Block) bool {
		switch b := b.(type) {
		case Details:
			return true
		case Group:
			return Detailed(b)
		case Table:
			return b.Most > 0 && len(b.Rows) > b.Most
		}
		return false
	})
}

// WithoutTables returns what blocks say beside their tables.
func WithoutTables(blocks []Block) (list []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Table:
		case Group:
			list = append(list, Group(WithoutTables(b)))
		case Details:
			list = append(list, Details(WithoutTables(b)))
		default:
			list = append(list, b)
		}
	}
	return list
}
