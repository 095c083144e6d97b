// The countries of the map by the codes that events have. Natural Earth numbers them by ISO 3166-1, events take its three letters.
import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json';

const letters = new Map(`
004AFG 008ALB 012DZA 024AGO 031AZE 032ARG 036AUS 040AUT 044BHS 050BGD 051ARM 056BEL 064BTN 068BOL 070BIH 072BWA 076BRA 084BLZ 090SLB 096BRN
100BGR 104MMR 108BDI 112BLR 116KHM 120CMR 124CAN 140CAF 144LKA 148TCD 152CHL 156CHN 158TWN 170COL 178COG 180COD 188CRI 191HRV 192CUB 196CYP
203CZE 204BEN 208DNK 214DOM 218ECU 222SLV 226GNQ 231ETH 232ERI 233EST 238FLK 242FJI 246FIN 250FRA 260ATF 262DJI 266GAB 268GEO 270GMB 275PSE
276DEU 288GHA 300GRC 304GRL 320GTM 324GIN 328GUY 332HTI 340HND 348HUN 352ISL 356IND 360IDN 364IRN 368IRQ 372IRL 376ISR 380ITA 384CIV 388JAM
392JPN 398KAZ 400JOR 404KEN 408PRK 410KOR 414KWT 417KGZ 418LAO 422LBN 426LSO 428LVA 430LBR 434LBY 440LTU 442LUX 450MDG 454MWI 458MYS 466MLI
478MRT 484MEX 496MNG 498MDA 499MNE 504MAR 508MOZ 512OMN 516NAM 524NPL 528NLD 540NCL 548VUT 554NZL 558NIC 562NER 566NGA 578NOR 586PAK 591PAN
598PNG 600PRY 604PER 608PHL 616POL 620PRT 624GNB 626TLS 630PRI 634QAT 642ROU 643RUS 646RWA 682SAU 686SEN 688SRB 694SLE 703SVK 704VNM 705SVN
706SOM 710ZAF 716ZWE 724ESP 728SSD 729SDN 732ESH 740SUR 748SWZ 752SWE 756CHE 760SYR 762TJK 764THA 768TGO 780TTO 784ARE 788TUN 792TUR 795TKM
800UGA 804UKR 807MKD 818EGY 826GBR 834TZA 840USA 854BFA 858URY 860UZB 862VEN 887YEM 894ZMB
`.trim().split(/\s+/).map((pair) => [pair.slice(0, 3), pair.slice(3)]));

/** Those that the standard has no number for, by their name on the map. */
const unnumbered: Record<string, string> = { 'Kosovo': 'XKX', 'Somaliland': 'SML', 'N. Cyprus': 'TRNC' };

export const width = 960;
export const height = 440;

/** A country as it is drawn. */
export interface Shape {
  code: string;
  name: string;
  path: string;
}

/** All countries that the map is large enough for; Antarctica, where nobody acts, is left out. */
export const shapes: Shape[] = (() => {
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const countries = feature(topology, topology.objects.countries).features.filter((country) => country.properties.name !== 'Antarctica');
  const projection = geoEqualEarth().fitSize([width, height], { type: 'FeatureCollection', features: countries });
  const path = geoPath(projection).digits(1);
  return countries.map((country) => ({
    code: letters.get(String(country.id ?? '')) ?? unnumbered[country.properties.name] ?? '',
    name: country.properties.name,
    path: path(country) ?? '',
  }));
})();
