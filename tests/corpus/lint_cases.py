"""Notes for the lint: faults planted in them, and sound ones that look like faults."""

FAULTS = [
    # (note, code, confidence, place)
    ("“A b,” CNBC, San. 17, 2018, https://cnbc.com/a", "impossible-date", "likely", "San. 17, 2018"),
    ("“A b,” BBC, Sat. 16, 2016, https://bbc.com/a", "impossible-date", "likely", "Sat. 16, 2016"),
    ("“A b,” BBC, 30 February 2018, https://bbc.com/a", "impossible-date", "likely", "30 February 2018"),
    ("“A b,” BBC, Ferbuary 3, 2018, https://bbc.com/a", "impossible-date", "likely", "Ferbuary 3, 2018"),
    ("“A b,” BBC, Setp. 3, 2018, https://bbc.com/a", "impossible-date", "likely", "Setp. 3, 2018"),
    ("Entretien, le dimanche 3 juin 2019.", "weekday-and-date-disagree", "likely", None),
    ("Entrevista, El jueves 3 de mayo de 2019.", "weekday-and-date-disagree", "likely", None),
    ("“A b,” BBC, 3 Mrach 2018, https://bbc.com/a", "impossible-date", "likely", "3 Mrach 2018"),
    (
        "“A b,” BBC, Dec. 7, 2018, https://bbc.com/2018/10/03/a",
        "date-and-address-disagree",
        "likely",
        "Dec. 7, 2018",
    ),
    (
        "“A b,” BBC, May 12, 2015, https://bbc.com/2015-12/05/a",
        "date-and-address-disagree",
        "likely",
        "May 12, 2015",
    ),
    (
        "“A b,” BBC, May 12, 2015, https://bbc.com/20150508-a",
        "date-and-address-disagree",
        "possible",
        "May 12, 2015",
    ),
    (
        "“A b,” BBC, May 12, 2015, https://bbc.com/2015/09/a",
        "date-and-address-disagree",
        "likely",
        "May 12, 2015",
    ),
    (
        "“A b,” BBC, May 12, 2019, https://bbc.com/a (accessed 3 May 2018).",
        "accessed-before-published",
        "likely",
        None,
    ),
    *(
        (text, "accessed-before-published", "likely", None)
        for text in [
            "“A b,” BBC News, September 28, 2020, https://bbc.com/a (accessed August 1, 2020).",
            "“A b,” BBC News, September 28, 2020, https://bbc.com/a (last visited Aug. 1, 2020).",
            "“A b,” BBC News, September 28, 2020, accessed August 1, 2020, https://bbc.com/a.",
            "Roe, J. (2021, August 18). How we tell. Retrieved June 8, 2021, from https://example.org/how/",
            "发改委：《通知》，2020年5月20日，http://ndrc.gov.cn/tz/t1.html，访问日期：2020年2月1日。",
            "发改委：《通知》，2020年5月20日，http://ndrc.gov.cn/tz/t1.html，2020年2月1日访问。",
        ]
    ),
    (
        "“A b,” France 24, 3 June 2018, https://www.france24.com/en/20190603-minister-leaves-post",
        "date-and-address-disagree",
        "possible",
        "3 June 2018",
    ),
    (
        "“Air force to buy,” DefenseWorld.Net, 2018, https://militarytimes.com/drones-now-flying-over-fields/",
        "outlet-and-address-disagree",
        "likely",
        None,
    ),
    (
        "“Air force to buy,” The Daily Star, 2018, https://www.militarytimes.com/a/1",
        "outlet-and-address-disagree",
        "possible",
        None,
    ),
    ("“A b,” EurAsian Times, 2019, https://eurasianimes.com/a", "outlet-or-address-misspelt", "likely", None),
    ("“A b,” Les Échos, 2019, https://lesehos.fr/a", "outlet-or-address-misspelt", "likely", None),
    ("The Gaurdian, “A b,” 2018, https://theguardian.com/a", "outlet-or-address-misspelt", "likely", None),
    ("“A b,” New York Times, 2018, https://nytimse.com/a", "outlet-or-address-misspelt", "likely", None),
    (
        "<https://thediplomat.com/2018/10/drones/>",
        "bare-address",
        "likely",
        "<https://thediplomat.com/2018/10/drones/>",
    ),
    ("“A b,” BBC, 2018, http://http://bbc.com/a", "damaged-address", "likely", None),
    ("“A b,” BBC, 2018, http://bbc,com/a", "damaged-address", "likely", None),
    ("“A b,” BBC, 2018, https://bbc.com/2018/ a-long-way.html", "damaged-address", "possible", None),
    ("“A b,” BBC, 2018, https://bbc.com/a-long- way-home", "damaged-address", "possible", None),
    ("“A b,” BBC, 2018, https://bbc.com/a-long...-way", "damaged-address", "likely", None),
    ("Ann Lee, “A b,” BBC, 2018, pg.", "missing-page", "likely", "pg."),
    ("Smith, Rivers (Oxford: OUP, 2010), p. .", "missing-page", "likely", "p."),
    ("Smith, Rivers (Oxford: OUP, 2010), p. ___.", "missing-page", "likely", "p. ___"),
    ("Müller, Tobias: Flüsse, Bochum 2019, S. ??", "missing-page", "likely", "S. ??"),
    ("Smith, Rivers (Oxford: OUP, 2010), p. XX.", "missing-page", "possible", "p. XX"),
    ("《港口启用》，《经济日报》，2020年9月3日，第版。", "missing-page", "likely", "第版"),
    ("Müller, Flüsse, Bochum 2019, S.; Meier, Meere, Kiel 2018, S. 4.", "missing-page", "likely", "S."),
    *(
        (f"“A b,” BBC, 3 May 2021, {address}", "damaged-address", "likely", place)
        for address, place in [
            ("https：//www.bbc.com/news/a", "https：//"),
            ("https：//data.bbc.com/news/a", "https：//"),
            ("https: //www.bbc.com/news/a", "https: //"),
            ("www,bbc.com/news/a", "www,"),
            ("https://wwww.bbc.com/news/a", None),
        ]
    ),
    (
        "UNHCR, ‘A b’ (January 2019) <https://www.unhcr.org/desperate",
        "damaged-address",
        "possible",
        "<https://www.unhcr.org/desperate",
    ),
    ("Final report, S/2022/479, 14 June 2202, para. 44.", "impossible-date", "likely", "14 June 2202"),
    ("“A b,” Al-Ahram, 17 Feb 20120.", "impossible-date", "likely", "17 Feb 20120"),
    ("“A b,” Al-Ahram, June 14, 2202.", "impossible-date", "likely", "June 14, 2202"),
    ("[citation needed]", "reads-like-citation", "likely", "[citation needed]"),
    ("TODO: add source.", "reads-like-citation", "likely", "TODO:"),
    ("ISS Africa, “A b,” 14 July 2022, [insert link].", "reads-like-citation", "likely", "[insert link]"),
    ("Reports of rape in the camps.", "reads-like-citation", "possible", None),
    *(
        (f"“A b,” BBC, 3 May 2021, {address}", "damaged-address", confidence, None)
        for address, confidence in [
            ("https://doi.org/10.1177", "likely"),
            ("doi:10.1177/", "likely"),
            ("https://doi.org/", "likely"),
            ("https://", "likely"),
            ("file:///C:/Users/me/bbc.pdf", "likely"),
            (r"C:\Users\me\bbc.pdf", "likely"),
            ("[URL].", "likely"),
            ("https://ww.bbc.com/news/world-1", "likely"),
            ("https://www.smallarmssurvey.og/database", "likely"),
            ("https://perma.cc/", "likely"),
            ("https://perma.cc/AB12", "likely"),
            ("https://web.archive.org/web/20210503120000/", "likely"),
            ("https://twitter.com/bbc/status/", "possible"),
            ("https://www.ft.com/content/", "possible"),
            ("https://www.bbc.com/news/world-asia-", "possible"),
            ("https://www.bbc.com/news/world‐asia‐1", "possible"),
            ("https://www.bbc.com /news/world-1.", "possible"),
            ("https://www.bbc.com/news/ world-asia-12345.", "possible"),
            ("https://www.bbc.com/news/world-asia-12 34567.", "possible"),
        ]
    ),
    *(
        (f"{pages}", "missing-page", confidence, None)
        for pages, confidence in [
            ("Smith, Rivers (Oxford: OUP, 2010), pp. 145–129.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. 145–39.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. 45-12.", "possible"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. 10-8.", "possible"),
            ("Smith, Rivers (Oxford: OUP, 2010), 145–129.", "likely"),
            ("Smith, J., “Rivers,” Water 31, no. 2 (2010): 88–79.", "likely"),
            ("陈丽.基础设施与环境[J].环境研究,2018,31(2):88-79.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. 12–.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. –12.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. -.", "likely"),
            ("Mathieu, E. (2021). A database. Nature, 5, 947–. https://doi.org/10.1038/s4156", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), pp. 000–000.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), [page number].", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), at __.", "likely"),
            ("Smith, Rivers (Oxford: OUP, 2010), chap. .", "likely"),
            ("Convention on Refugees, 28 July 1951, 189 UNTS 137, art.", "likely"),
        ]
    ),
    *(
        (f"“A b,” {outlet}, 3 May 2021, {url}", "outlet-and-address-disagree", confidence, None)
        for outlet, url, confidence in [
            ("Times of Israel", "https://www.jpost.com/a-b-592111", "likely"),
            ("Jeune Afrique", "https://www.rfi.fr/fr/a-b-592111", "likely"),
            ("NYT", "https://www.bbc.com/news/a-b-592111", "likely"),
            ("人民网", "https://www.thepaper.cn/newsDetail_forward_3663221", "likely"),
            ("环球时报", "http://www.xinhuanet.com/world/c_1124457890.htm", "possible"),
            ("Reuters", "https://www.bloomberg.com/news/a-b-592111", "possible"),
        ]
    ),
    (
        "taz, 12.07.2017, https://www.spiegel.de/g20-a-1157.html",
        "outlet-and-address-disagree",
        "likely",
        None,
    ),
    ("“A b,” El País, 2015, https://elpias.com/a", "outlet-or-address-misspelt", "likely", None),
    ("El Pais, “A b,” 2015, https://elpas.com/a", "outlet-or-address-misspelt", "likely", None),
    ("Letter on file, Janury 2020.", "impossible-date", "likely", "Janury 2020"),
    ("Kim, H. (2021, Febuary 3). Masks.", "impossible-date", "likely", "2021, Febuary 3"),
    ("« A b », Libération, 3 févirer 2021, p. 4.", "impossible-date", "likely", "3 févirer 2021"),
    (
        "《口罩》，《经济日报》，二〇二一年二月三十日，第3版。",
        "impossible-date",
        "likely",
        "二〇二一年二月三十日",
    ),
    ("《口罩》，《经济日报》，2018年2月30日，第3版。", "impossible-date", "likely", "2018年2月30日"),
    ("Der Bericht, 31. Februar 2018, S. 3.", "impossible-date", "likely", "31. Februar 2018"),
    ("“A b,” BBC, 3 May 2018, https://bbc.com/201809/a", "date-and-address-disagree", "possible", None),
    ("“A b,” BBC, 3 May 2018, https://bbc.com/t20180903_1.html", "date-and-address-disagree", "likely", None),
    *(
        (f"“A b,” BBC, 3 May 2021, https://www.bbc.com/a{read}", "accessed-before-published", "likely", None)
        for read in [
            "，2020年2月1日访问。",
            "，2020年2月1日登录。",
            "，引用日期：2020-02-01。",
            " [letzter Zugriff: 1.2.2020].",
            ", Zugriff am 1. Februar 2020.",
            " (zuletzt geprüft am 01.02.2020).",
            " (fecha de consulta: 1 de febrero de 2020).",
            " (acceso: 1 de febrero de 2020).",
            " (access date: 1 February 2020).",
        ]
    ),
    (
        "张三. 页面[EB/OL]. (2021-05-03)[2020-02-01]. http://www.xinhuanet.com/a.",
        "accessed-before-published",
        "likely",
        None,
    ),
    *(
        (text, "reads-like-citation", "possible", None)
        for text in [
            "有关研究表明，这一比例更高。",
            "相关资料显示如此。",
            "Selon plusieurs études récentes.",
            "Según informó un periódico local.",
            "Laut mehreren Medienberichten.",
            "Several studies have shown this.",
            "Official statistics.",
        ]
    ),
    ("Source?", "reads-like-citation", "likely", "Source?"),
    ("Smith, Rivers (London: Verso, 2018), ISBN 0-306-40615-7.", "wrong-book-number", "possible", None),
    ("Smith, Rivers (London: Verso, 2018), ISBN 978-3-16-14841-0.", "wrong-book-number", "possible", None),
    ("Water: A Journal, ISSN 0378-5954, no. 3.", "wrong-book-number", "possible", "ISSN 0378-5954"),
    ("“A b, BBC, 3 May 2018.", "unbalanced-quotes", "likely", "“"),
    ("A b,” BBC, 3 May 2018.", "unbalanced-quotes", "likely", "”"),
    ("Kowalski, supra note 12, at 3.", "unresolved-short-form", "possible", "Kowalski, supra note 12, at 3."),
    (
        "This is what the paper “The Road to a Better City” says of it in 2018",
        "reads-like-citation",
        "possible",
        None,
    ),
]

SOUND = [
    # (note, code that must not be raised)
    ("Smith, S., & Jones, P. (2019). Rivers. Wiley.", "missing-page"),
    ("Lee, S.; Kim, S. Rivers. Water 2020, 12, 3.", "missing-page"),
    ("Ban, S., interview, 3 May 2021.", "missing-page"),
    ("Смирнов, С., Иванов, П. Реки. Москва, 2019.", "missing-page"),
    ("Interview with Rao, P., and Lee, S.", "missing-page"),
    *(
        (f"“A b,” {outlet}, 3 May 2021, https://www.{site}/a-b-1", code)
        for outlet, site in [
            ("Les Échos", "lesechos.fr"),
            ("Libération", "liberation.fr"),
            ("Excélsior", "excelsior.com.mx"),
            ("El Periódico", "elperiodico.com"),
            ("Página/12", "pagina12.com.ar"),
            ("Jüdische Allgemeine", "juedische-allgemeine.de"),
            ("Weißes Kreuz", "weisses-kreuz.de"),
            ("Dziennik Łódzki", "dziennik-lodzki.pl"),
        ]
        for code in ["outlet-or-address-misspelt", "outlet-and-address-disagree"]
    ),
    *(
        (f"„A b“, Politika, {day} 2020; {day} 2021.", "impossible-date")
        for day in [
            "3 Maret",
            "3 Agustus",
            "3 Mac",
            "5 Julai",
            "6 Disember",
            "3 Mart",
            "3 Machi",
            "4 Agosti",
            "5 Septemba",
            "4 maj",
            "3. marts",
            "5 septembrie",
            "4. avgust",
            "7. oktobar",
            "3 janar",
            "7. jaanuar",
            "4. detsember",
            "4 de juny de",
            "5 de setembre de",
            "3 Marso",
            "5 Disyembre",
            "6 Januarie",
            "4 Julie",
            "3 janvāris",
        ]
    ),
    ("“Hard drives accessed in 2013, they say,” BBC, March 3, 2018, p. A1.", "accessed-before-published"),
    (
        "Documents retrieved in Baghdad in 2003, The Tapes (Oxford: OUP, 2011), 12.",
        "accessed-before-published",
    ),
    ("“A b,” BBC, 3 May 2018. Lee visited the camp in 2015.", "accessed-before-published"),
    *(
        (text, "date-and-address-disagree")
        for text in [
            "“A b,” GAO, 3 March 2021, https://www.gao.gov/report.pdf?v=20190101.",
            "“A b,” BBC, 3 March 2021, https://bbc.com/covid?time=2020-01-22..2021-02-28.",
            "“A b,” The Hindu, 3 June 2020, updated 18 July 2020, https://thehindu.com/2020/07/18/a.html.",
            "Apple Inc., Form 10-K, October 28, 2022, https://www.sec.gov/Archives/1/aapl-20220924.htm.",
            "Samsung, Half-year Report, 14 August 2020, https://samsung.com/docs/20200630_half_year.pdf.",
            "Convention against Torture, 10 December 1984, https://treaties.un.org/doc/Treaties/1987/06/1/a.pdf.",
            "“A b,” FT, November 22, 2021, https://ft.com/content/1d7b3a52-9b5f-4b0c-8f6e-20191122ab34.",
        ]
    ),
    ("UNHCR, ‘A b’ (2019) <https://www.unhcr.org/a b c (in English)>.", "damaged-address"),
    ("Kantipur, 2076-02-32 BS (15 June 2019).", "impossible-date"),
    ("Augusto 2018, p. 3.", "impossible-date"),
    ("FM 3-24, Counterinsurgency, pp. 4-1 to 4-5.", "missing-page"),
    ("Smith, “Rivers,” Water 31 (2010): 71–2; 1496–504.", "missing-page"),
    ("On 3 May 2200 people marched to the palace.", "impossible-date"),
    ("Royal Gazette, 3 May 2563, p. 4.", "impossible-date"),
    ("Reports of rape were not counted.", "reads-like-citation"),
    ("Several studies of the area are under way.", "reads-like-citation"),
    ("Documents in Pashto were read with the help of an interpreter.", "reads-like-citation"),
    ("The entry read “Lee was born in Ulm [citation needed]” for years.", "reads-like-citation"),
    ("« A b », Le Journal du Dimanche, 3 juin 2019.", "weekday-and-date-disagree"),
    ("“A b”, El Jueves, 3 de mayo de 2019.", "weekday-and-date-disagree"),
    ("Ann Lee, “A b”, Il Venerdì, 4 maggio 2019.", "weekday-and-date-disagree"),
    ("Ann Lee: A b, Welt am Sonntag, 4. Juni 2019, S. 3.", "weekday-and-date-disagree"),
    ("Ann Lee: A b, in: Freitag, 3. Mai 2018, S. 1.", "weekday-and-date-disagree"),
    ("Mediapart, jeudi 5 janvier 2017, https://www.mediapart.fr/journal/x", "outlet-and-address-disagree"),
    (
        "Ann Lee, Officials Speak, N.Y. Times (Mon., Sept. 9, 2019), https://nytimes.com/2019/09/09/us/a.html",
        "outlet-and-address-disagree",
    ),
    (
        "Bundesamt für Justiz: Übersicht 2020, Bonn, 14. Februar 2022, https://www.bundesjustizamt.de/a.pdf",
        "outlet-and-address-disagree",
    ),
    ("Smith, Rivers (Oxford: OUP, 2010), p. xx.", "missing-page"),
]
