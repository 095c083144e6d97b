package token

import "strings"

// abbreviations keep their point. Those of one capital letter, or of letters
// and points by turns, need not be listed.
var abbreviations = set(`a.m. p.m. A.M. P.M. Adm. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd.
	Md. Messrs. Mo. Mont. Mr. Mrs. Ms. Ph.D. Prof. Rep. Rev. Sen. St. vs. v.s. Sr. Col. Capt. Lt. Maj. Sgt. Cmdr. Brig. Hon. Sens. Reps. Govs. Gens. Mt. Ft.
	Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.
	Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ia. Id. Ill. Ind. Kan. Kans. Ky. La. Mass. Mich. Minn. Miss. N.C. N.D. N.H.
	Neb. Nebr. Nev. Okla. Ore. Pa. S.C. Tenn. Va. Wash. Wis. No. etc. Cpl.`)

// units follow a number without a space.
var units = set(`km km² km³ m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa mbar mb
	MB kb KB gb GB tb TB`)

const maxAbbreviation = 8

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
