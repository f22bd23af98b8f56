package sim_test
import ("testing";"crsplan/sim/draws";"crsplan/sim/streams")
func TestTmp(t *testing.T){
 w := now("2018-01-10"); w.SetDown=true
 p := play(t, w, abroad(478))
 per := p.Person(day("2018-01-10"))
 for _, r := range per.Stream(draws.General).Requirements {t.Logf("%+v", r)}
 for _, r := range per.Program(streams.FSW).Requirements {t.Logf("%+v", r)}
}
