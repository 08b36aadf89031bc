"""Units and currencies of two languages, and the one spelling each is compared by."""

from __future__ import annotations

CURRENCIES: dict[str, str] = {}
"""Currency as written (lower case) → ISO 4217 code."""
UNITS: dict[str, str] = {}
"""Unit or thing counted as written (lower case) → its canonical name."""
SCALED: dict[str, tuple[str, float]] = {
    "公斤": ("kg", 1.0),
    "千克": ("kg", 1.0),
    "kg": ("kg", 1.0),
    "kilograms": ("kg", 1.0),
    "kilogram": ("kg", 1.0),
    "kilos": ("kg", 1.0),
    "克": ("kg", 1e-3),
    "grams": ("kg", 1e-3),
    "毫克": ("kg", 1e-6),
    "milligrams": ("kg", 1e-6),
    "mg": ("kg", 1e-6),
    "吨": ("kg", 1e3),
    "tonnes": ("kg", 1e3),
    "tonne": ("kg", 1e3),
    "metric tons": ("kg", 1e3),
    "tons": ("kg", 1e3),
    "ton": ("kg", 1e3),
    "weeks": ("minute", 10_080.0),
    "week": ("minute", 10_080.0),
    "周": ("minute", 10_080.0),
    "星期": ("minute", 10_080.0),
    "days": ("minute", 1_440.0),
    "day": ("minute", 1_440.0),
    "天": ("minute", 1_440.0),
    "minutes": ("minute", 1.0),
    "minute": ("minute", 1.0),
    "分钟": ("minute", 1.0),
    "hours": ("minute", 60.0),
    "hour": ("minute", 60.0),
    "小时": ("minute", 60.0),
    "months": ("month", 1.0),
    "month": ("month", 1.0),
    "个月": ("month", 1.0),
    "years": ("month", 12.0),
    "year": ("month", 12.0),
    "年": ("month", 12.0),
    "decades": ("month", 120.0),
    "decade": ("month", 120.0),
}
"""Unit as written (lower case) → (base unit, how many of it); amounts are compared in the base unit."""
MEASURES = frozenset({"hectare", "m", "m3", "kg", "watt", "kwh", "volt", "litre"})
"""Base units of which "one" is an amount: "one square kilometre", but not "one day"."""

_CURRENCY_NAMES = {
    "USD": "$ us$ usd dollar dollars 美元 美金",
    "EUR": "€ eur euro euros 欧元",
    "GBP": "£ gbp pound pounds sterling 英镑",
    "CNY": "rmb cny yuan renminbi 元 人民币 元人民币 块",
    "JPY": "jpy yen 日元",
    "INR": "₹ inr rupee rupees 卢比",
    "KRW": "₩ krw won 韩元",
    "RUB": "₽ rub rouble roubles ruble rubles 卢布",
    "CHF": "chf franc francs 瑞士法郎 法郎",
    "AUD": "a$ au$ aud 澳元",
    "CAD": "c$ ca$ cad 加元",
    "HKD": "hk$ hkd 港元 港币",
    "SGD": "s$ sgd 新加坡元 新元",
    "NZD": "nz$ nzd 新西兰元",
    "TWD": "nt$ twd 新台币 台币",
    "BRL": "r$ brl reais 雷亚尔",
    "ZAR": "zar rand 兰特",
    "KR": "sek nok dkk kronor krona kroner krone crowns 克朗",
    "TRY": "₺ lira 里拉",
    "MXN": "mxn peso pesos 比索",
    "KES": "kes ksh shilling shillings 先令",
    "NGN": "₦ ngn naira 奈拉",
    "THB": "฿ thb baht 泰铢",
    "MYR": "myr ringgit 林吉特 令吉",
    "IDR": "idr rupiah 印尼盾",
    "VND": "vnd dong 越南盾",
    "SAR": "sar riyal riyals 里亚尔",
    "AED": "aed dirham dirhams 迪拉姆",
}
_UNIT_NAMES = {
    "degree": "degree degrees degrees_celsius °c 摄氏度 度",
    "fahrenheit": "degrees_fahrenheit °f 华氏度",
    "litre": "litre litres liter liters 升",
    "person": "people person persons residents inhabitants 人 名 位 residents 居民",
    "patient": "patient patients 患者 病人",
    "worker": "worker workers employee employees staff 员工 工人 雇员 职工",
    "student": "student students pupils pupil 学生",
    "company": "company companies firms firm 公司 企业",
    "school": "school schools 学校",
    "hospital": "hospital hospitals 医院",
    "country": "country countries nations nation states 国家",
    "city": "city cities 城市",
    "household": "household households families homes 户 家庭",
    "vehicle": "vehicle vehicles cars car 汽车 车辆",
    "ship": "ship ships vessels vessel 船 船只 艘",
    "barrel": "barrel barrels 桶",
    "aircraft": "aircraft planes plane jets 架",
    "seat": "seat seats 席位 席",
    "vote": "vote votes 票",
    "goal": "goal goals 球 进球",
    "point": "point points 分",
    "share": "share shares 股",
    "case": "case cases 例 病例 案件 起",
    "percentage point": "percentage_points percentage_point 个百分点 百分点",
}


_SIZES = {
    ("hectare", 1.0): "ha hectare hectares 公顷",
    ("hectare", 1 / 15): "mu 亩",
    ("hectare", 0.4046856): "acre acres 英亩",
    ("hectare", 100.0): (
        "km² km2 sq_km square_kilometre square_kilometres square_kilometer square_kilometers"
        " 平方公里 平方千米"
    ),
    ("hectare", 1e-4): "m² m2 sq_m square_metre square_metres square_meter square_meters 平方米",
    ("hectare", 258.9988): "square_mile square_miles 平方英里",
    ("hectare", 9.290304e-6): "sq_ft square_foot square_feet 平方英尺",
    ("m3", 1.0): "m³ m3 cubic_metre cubic_metres cubic_meter cubic_meters 立方米",
    ("m", 1609.344): "mile miles 英里",
    ("m", 1852.0): "nautical_mile nautical_miles 海里",
    ("m", 0.3048): "ft foot feet 英尺",
    ("watt", 1e3): "kw kilowatt kilowatts 千瓦",
    ("watt", 1e6): "mw megawatt megawatts 兆瓦",
    ("watt", 1e9): "gw gigawatt gigawatts 吉瓦",
    ("kwh", 1.0): "kwh kilowatt-hour kilowatt-hours kilowatt_hour kilowatt_hours 千瓦时 度电",
    ("kwh", 1e3): "mwh megawatt-hour megawatt-hours megawatt_hour megawatt_hours 兆瓦时",
    ("kwh", 1e6): "gwh gigawatt-hour gigawatt-hours gigawatt_hour gigawatt_hours 吉瓦时",
    ("kwh", 1e9): "twh terawatt-hour terawatt-hours terawatt_hour terawatt_hours 太瓦时",
    ("volt", 1.0): "volt volts",
    ("volt", 1e3): "kv kilovolt kilovolts 千伏",
    ("m", 1000.0): "km kilometre kilometres kilometer kilometers 公里 千米",
    ("m", 1.0): "m metre metres meter meters 米",
    ("m", 0.01): "cm centimetre centimetres centimeter centimeters 厘米",
    ("m", 0.001): "mm millimetre millimetres millimeter millimeters 毫米",
    ("kg", 0.5): "jin catty catties 斤",
    ("kg", 1e-9): "µg microgram micrograms 微克",
}


def _fill() -> None:
    for size, names in _SIZES.items():
        SCALED.update({name.replace("_", " "): size for name in names.split()})
    for code, names in _CURRENCY_NAMES.items():
        CURRENCIES.update(dict.fromkeys(names.split(), code))
    for canonical, names in _UNIT_NAMES.items():
        UNITS.update({name.replace("_", " "): canonical for name in names.split()})


_fill()
