"""Sites of well-known outlets and organisations, to tell whether a named one and an address can be one.

General knowledge, one line a house: its names, then its sites. A house that is not here
is compared by the letters of its name (`corpus.lint.outlets`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.urls import host

_HOUSES = """
abc news: abcnews.go.com abc.net.au abcnews.com
afp, agence france-presse: afp.com
african arguments: africanarguments.org
al jazeera, aljazeera: aljazeera.com aljazeera.net
allafrica: allafrica.com
amnesty, amnesty international: amnesty.org amnesty.org.uk amnestyusa.org
ap, associated press: apnews.com ap.org
ars technica: arstechnica.com
asahi shimbun, asahi: asahi.com
atlantic: theatlantic.com
axios: axios.com
bangkok post: bangkokpost.com
bbc, bbc news, bbc world service, bbc中文网, bbc中文: bbc.com bbc.co.uk bbci.co.uk
bellingcat: bellingcat.com
bild, bild-zeitung: bild.de
bloomberg, bloomberg businessweek: bloomberg.com
business insider: businessinsider.com insider.com
buzzfeed, buzzfeed news: buzzfeed.com buzzfeednews.com
caixin, caixin global, 财新, 财新网: caixin.com caixinglobal.com
cbc, cbc news: cbc.ca
cbs news: cbsnews.com
cctv, cgtn, 央视网, 央视新闻: cctv.com cgtn.com cntv.cn
cdc, centers for disease control and prevention: cdc.gov
channel news asia, cna: channelnewsasia.com
chatham house: chathamhouse.org
china daily, 中国日报, 中国日报网: chinadaily.com.cn
clarín, clarin: clarin.com
cnbc: cnbc.com
cnn: cnn.com
corriere della sera: corriere.it
daily mail, mail on sunday: dailymail.co.uk mailonsunday.co.uk
daily maverick: dailymaverick.co.za
daily monitor: monitor.co.ug
daily star: thedailystar.net dailystar.com.lb dailystar.co.uk
daily telegraph, telegraph, sunday telegraph: telegraph.co.uk
dawn: dawn.com
deutsche welle, dw, 德国之声: dw.com dw.de
dhaka tribune: dhakatribune.com
east african: theeastafrican.co.ke
economist: economist.com
el mercurio, emol: emol.com elmercurio.com
el mundo: elmundo.es
el país, el pais: elpais.com
el tiempo: eltiempo.com
el universal: eluniversal.com.mx eluniversal.com eluniversal.com.co
financial times, ft, ft中文网: ft.com ftchinese.com
folha de s.paulo: folha.uol.com.br
forbes: forbes.com
foreign affairs: foreignaffairs.com
foreign policy: foreignpolicy.com
fortune: fortune.com
france 24: france24.com
frankfurter allgemeine, frankfurter allgemeine zeitung, faz: faz.net
freedom house: freedomhouse.org
global times, 环球时报, 环球网: globaltimes.cn huanqiu.com
globe and mail: theglobeandmail.com
guardian, observer, 卫报: theguardian.com guardian.co.uk
haaretz: haaretz.com
handelsblatt: handelsblatt.com
hankyoreh: hani.co.kr
hindu: thehindu.com
hindustan times: hindustantimes.com
hong kong free press: hongkongfp.com
human rights watch, hrw: hrw.org
hürriyet: hurriyet.com.tr
imf, international monetary fund: imf.org
independent: independent.co.uk independent.ie
indian express: indianexpress.com
infobae: infobae.com
intercept: theintercept.com
interfax: interfax.ru interfax.com
international crisis group, crisis group: crisisgroup.org
irish times: irishtimes.com
jakarta post: thejakartapost.com
japan times: japantimes.co.jp
jerusalem post: jpost.com
jeune afrique: jeuneafrique.com
kathmandu post: kathmandupost.com ekantipur.com
kommersant, коммерсантъ: kommersant.ru
korea herald: koreaherald.com
korea times: koreatimes.co.kr
kyiv independent: kyivindependent.com
kyiv post: kyivpost.com
la jornada: jornada.com.mx
la nación, la nacion: lanacion.com.ar nacion.com lanacion.cl lanacion.com.py
la repubblica: repubblica.it
la stampa: lastampa.it
la tercera: latercera.com
lancet: thelancet.com
le figaro: lefigaro.fr
le monde: lemonde.fr
le monde diplomatique: monde-diplomatique.fr mondediplo.com
les échos, les echos: lesechos.fr
lianhe zaobao, zaobao, 联合早报: zaobao.com zaobao.com.sg
libération: liberation.fr
los angeles times: latimes.com
mail & guardian, mail and guardian: mg.co.za
mainichi shimbun, mainichi: mainichi.jp
mediapart: mediapart.fr
meduza: meduza.io
middle east eye: middleeasteye.net
moscow times: themoscowtimes.com
nation: thenation.com nation.co.ke nation.africa
nbc news: nbcnews.com
ndtv: ndtv.com
neue zürcher zeitung, nzz: nzz.ch
new vision: newvision.co.ug
new york times, nyt, ny times, 纽约时报, 纽约时报中文网: nytimes.com
new yorker: newyorker.com
news24: news24.com
newsweek: newsweek.com
nikkei, nikkei asian review, nikkei asia: nikkei.com
novaya gazeta: novayagazeta.ru
npr: npr.org
nrc, nrc handelsblad: nrc.nl
people's daily, 人民日报, 人民网: people.com.cn people.cn
politico: politico.com politico.eu
premium times: premiumtimesng.com
privacy international: privacyinternational.org
propublica: propublica.org
quartz: qz.com
radio france internationale, rfi: rfi.fr
radio free asia, rfa, 自由亚洲电台: rfa.org
radio free europe, radio free europe/radio liberty, rfe/rl: rferl.org
rappler: rappler.com
register: theregister.com theregister.co.uk
reporters without borders, rsf: rsf.org
rest of world: restofworld.org
reuters, 路透社: reuters.com
ria novosti: ria.ru
russia today: rt.com
sky news: sky.com
south china morning post, scmp, 南华早报: scmp.com
spiegel, der spiegel, spiegel online: spiegel.de
der standard: derstandard.at derstandard.de
straits times: straitstimes.com
sydney morning herald: smh.com.au
süddeutsche zeitung: sueddeutsche.de
tagesschau: tagesschau.de
tageszeitung, die tageszeitung, taz: taz.de
tass: tass.com tass.ru
tech crunch, techcrunch: techcrunch.com
time: time.com
times, sunday times, the times: thetimes.co.uk thetimes.com thesundaytimes.co.uk
times of india: timesofindia.indiatimes.com timesofindia.com
times of israel: timesofisrael.com
toronto star: thestar.com
usa today: usatoday.com
verge: theverge.com
vice, vice news, motherboard: vice.com
voice of america, voa, voa news, 美国之音: voanews.com voachinese.com
vox: vox.com
wall street journal, wsj: wsj.com
washington post, wapo: washingtonpost.com
welt, die welt: welt.de
who, world health organization, world health organisation: who.int
wired: wired.com wired.co.uk
world bank: worldbank.org
xinhua, xinhua news agency, 新华社, 新华网: xinhuanet.com news.cn xinhua.org
yomiuri shimbun, yomiuri: yomiuri.co.jp
yonhap, yonhap news agency: yna.co.kr
zdnet: zdnet.com
die zeit, zeit, zeit online: zeit.de
澎湃, 澎湃新闻: thepaper.cn
"""
_PLATFORMS = """
facebook: facebook.com fb.com fb.watch
github: github.com github.io
instagram: instagram.com
linkedin: linkedin.com
medium: medium.com
telegram: t.me telegram.me
tiktok: tiktok.com
twitter, x: twitter.com x.com t.co
vimeo: vimeo.com
wechat, weixin, 微信: weixin.qq.com
weibo, sina weibo, 微博: weibo.com weibo.cn
youtube: youtube.com youtu.be
"""
_PLACES = """
amsterdam, athens, barcelona, beijing, berlin, bern, bonn, bruxelles, brussels, bogotá, buenos aires,
cairo, canberra, copenhagen, dakar, den haag, dublin, düsseldorf, frankfurt, frankfurt am main, genève,
geneva, genf, hamburg, helsinki, jakarta, johannesburg, kampala, karlsruhe, köln, leipzig, lisbon,
london, luxembourg, madrid, manila, mexico city, ciudad de méxico, moscow, münchen, munich, nairobi, new
delhi, new york, oslo, ottawa, paris, prague, pretoria, rome, roma, san josé, santiago, santiago de
chile, são paulo, seoul, stockholm, strasbourg, stuttgart, sydney, the hague, tokyo, vienna, warsaw,
washington, washington dc, washington d.c, wien, wiesbaden, zürich, zurich, 北京, 上海
"""
"""Where books and reports come out; alone before a date such a name is no outlet's."""
_AGENCIES = frozenset(
    ("afp.com", "apnews.com", "reuters.com", "bloomberg.com", "xinhuanet.com", "tass.com", "yna.co.kr")
)


def _read(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        names, _, sites = line.rpartition(":")
        found.update({name.strip(): tuple(sites.split()) for name in names.split(",")})
    return found


_PLATFORM_SITES = _read(_PLATFORMS)
_SITES = {**_read(_HOUSES), **_PLATFORM_SITES}
_CITIES = frozenset(" ".join(_PLACES.split()).split(", "))
_OWNERS = {site: name for name, sites in _SITES.items() for site in sites}

_LONG = 7
"""Letters from which a name with two of them in the wrong order can be no other name."""


def _slips(names: Iterable[str]) -> dict[str, str]:
    """Return every swap of two letters beside each other in long names → the name."""
    whole = {name for name in names if len(name) >= _LONG and name.isascii() and name.isalpha()}
    swaps = {
        name[:at] + name[at + 1] + name[at] + name[at + 2 :]: name
        for name in sorted(whole)
        for at in range(len(name) - 1)
    }
    return {swap: name for swap, name in swaps.items() if swap not in whole}


_HOUSE_SLIPS = _slips(name.replace(" ", "") for name in _SITES)
_SITE_SLIPS = _slips(site.partition(".")[0] for site in _OWNERS)


def slip_of_house(letters: str) -> str | None:
    """Return the long, well-known name that letters (small, without spaces) are but for one swap."""
    return _HOUSE_SLIPS.get(letters)


def slip_of_site(label: str) -> str | None:
    """Return the long, well-known site's name that a part of a host is but for one swap."""
    return _SITE_SLIPS.get(label)


def is_place(name: str) -> bool:
    """Return whether a name is no more than a city's in which books and reports come out."""
    return name.casefold().strip(" .,") in _CITIES


def sites_of(name: str) -> tuple[str, ...]:
    """Return the sites of a house that is known by name; none for others."""
    plain = " ".join(name.casefold().replace("’", "'").split()).strip(" .,")
    platform = plain.split(" ")[0]
    if platform in _PLATFORM_SITES and re.fullmatch(r"\w+ (?:post|page|video|account|channel|thread)", plain):
        return _PLATFORM_SITES[platform]
    for form in (plain, plain.removeprefix("the ")):
        for ending in ("", " news", " online", " website", " magazine", ".com"):
            found = _SITES.get(form.removesuffix(ending)) if form.endswith(ending) else None
            if found:
                return found
    return ()


def owner_of(url: str) -> str | None:
    """Return a name of the house whose site an address is one of; None when it is not known."""
    labels = host(url).split(".")
    tails = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((_OWNERS[tail] for tail in tails if tail in _OWNERS), None)


def is_platform(name: str) -> bool:
    """Return whether a name is a platform's, on which others publish."""
    return sites_of(name)[:1] in [sites[:1] for sites in _PLATFORM_SITES.values()]


def is_agency(name: str) -> bool:
    """Return whether a house is a news agency, whose pieces stand on many sites."""
    return any(site in _AGENCIES for site in sites_of(name))
