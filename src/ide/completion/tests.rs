//! Completion, text by text: the cursor is `$0`.

use expect_test::{Expect, expect};

use super::*;

const PLACES: &str = "id\ttitle\tvariants\ttypes\tparent_name\tparent_id\nghulja\tGhulja\tYining@zh-Latn-pinyin;Кульджа@ru\tcity\tIli District\tili\nurumqi\tÜrümqi\tTihwa@zh-Latn\tcity\t\t\n";
const PERSONS: &str = "id\tname\tborn\trole\nivanov-a\tIvanov\t1890\tconsul\nivanov-b\tIvanov\t1901\tpilot\nberia\tL. P. Beria\t\t\n";
const GLOSSARY: &str = "term\texpansion\nNKO\tPeople's Commissariat of Defence\n";

fn registers() -> Registers {
    let folder = tempfile::tempdir().expect("a folder");
    for (topic, text) in [
        (Topic::Places, PLACES),
        (Topic::Persons, PERSONS),
        (Topic::Glossary, GLOSSARY),
    ] {
        std::fs::write(folder.path().join(topic.file()), text).expect("a file");
    }
    Registers::read(folder.path(), std::iter::empty())
}

/// So many are shown.
const SHOWN: usize = 6;

/// What is offered, without labels: what is replaced by what, and the detail.
fn check(marked: &str, expected: Expect) {
    let offset = marked.find("$0").expect("the cursor is marked by $0");
    let document = Document::new(&marked.replace("$0", ""));
    let found = completions(&document, &registers(), offset);
    let items = found
        .items
        .iter()
        .filter(|it| it.kind != CompletionKind::Label);
    let mut lines: Vec<_> = items
        .map(|it| {
            let typed = document.slice(it.range.clone());
            let filter = it
                .filter
                .as_ref()
                .map_or_else(String::new, |it| format!(" (by `{it}`)"));
            format!("`{typed}` → `{}`{filter}: {}\n", it.new, it.detail)
        })
        .collect();
    let hidden = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if hidden > 0 {
        lines.push(format!("and {hidden} more\n"));
    }
    if found.is_incomplete {
        lines.push("and perhaps others\n".to_owned());
    }
    expected.assert_eq(&lines.concat());
}

#[test]
fn names_of_the_document_come_first_then_those_of_registers() {
    check(
        "From Ghulja and Ghulja to Guma [Pishan]. Then Gh$0",
        expect![[r#"
            `Gh` → `Ghulja`: city, Ili District · 2 times in this document
            `Gh` → `Ghana`: country, Ghana · GeoNames 2300660
            `Gh` → `Ghizeh`: town, Al Jīzah, Egypt · GeoNames 360995
            `Gh` → `Ghaziabad`: town, Ghāziābād, Uttar Pradesh, India and others · GeoNames 1271308
            `Gh` → `Ghazibad`: town, Ghāziābād, Uttar Pradesh, India · GeoNames 1271308
            `Gh` → `Gharbia`: province, Egypt · GeoNames 361294
            `Gh` → `Gharbia Governorate`: province, Egypt · GeoNames 361294
            `Gh` → `Ghanzi`: province, Botswana and others · GeoNames 933758
            `Gh` → `Ghanzi District`: province, Botswana · GeoNames 933758
            `Gh` → `Ghowr`: province, Afghanistan · GeoNames 1141103
            `Gh` → `Ghur`: province, Afghanistan · GeoNames 1141103
            `Gh` → `Ghōr`: province, Afghanistan · GeoNames 1141103
            `Gh` → `Ghazni Province`: province, Afghanistan · GeoNames 1141268
            `Gh` → `Ghaznī`: province, Afghanistan and others · GeoNames 1141268
            `Gh` → `Ghāt`: province, Libya and others · GeoNames 2217350
            `Gh` → `Ghardaia Province`: province, Algeria · GeoNames 2496045
            `Gh` → `Ghardaïa`: province, Algeria and others · GeoNames 2496045
            `Gh` → `Għajnsielem` (by `Gh`): province, Malta · GeoNames 8299710
            `Gh` → `Għarb` (by `Gh`): province, Malta · GeoNames 8299711
            `Gh` → `Għargħur` (by `Gh`): province, Malta · GeoNames 8299712
            `Gh` → `Għasri` (by `Gh`): province, Malta · GeoNames 8299713
            `Gh` → `Għaxaq` (by `Gh`): province, Malta · GeoNames 8299714
            `Gh` → `Ghom`: town, Qom, Iran · GeoNames 119208
            `Gh` → `Ghazah`: town, Gaza, Palestinian Territory · GeoNames 281133
            `Gh` → `Ghazza`: town, Gaza, Palestinian Territory · GeoNames 281133
            `Gh` → `Ghazzah`: town, Gaza, Palestinian Territory · GeoNames 281133
            `Gh` → `Ghazze`: town, Gaza, Palestinian Territory · GeoNames 281133
            `Gh` → `Ghazzi`: town, Gaza, Palestinian Territory · GeoNames 281133
            `Gh` → `Ghuzze`: town, Gaza, Palestinian Territory · GeoNames 281133
            `Gh` → `Ghandhinagar`: town, Gāndhīnagar, Gujarāt, India · GeoNames 1271715
            `Gh` → `Ghandinagar`: town, Gāndhīnagar, Gujarāt, India · GeoNames 1271715
            and perhaps more
        "#]],
    );
    check(
        "Then Gu$0 again. In Guma [Pishan]",
        expect![[r#"
            `Gu` → `Guma`: place, glossed Pishan · once in this document
            `Gu` → `Guatemala`: country, Guatemala and others · GeoNames 3595528
            `Gu` → `Guinea`: country, Guinea · GeoNames 2420477
            `Gu` → `Guinea-Conakry`: country, Guinea · GeoNames 2420477
            `Gu` → `Guinea-Bissau`: country, Guinea-Bissau · GeoNames 2372248
            `Gu` → `Guyana`: country, Guyana · GeoNames 3378535
            `Gu` → `Guadeloupe`: country, Guadeloupe and others · GeoNames 3579143
            `Gu` → `Guiana`: country, French Guiana · GeoNames 3381670
            `Gu` → `Guiana, France`: country, French Guiana · GeoNames 3381670
            `Gu` → `Guyane`: country, French Guiana and others · GeoNames 3381670
            `Gu` → `Guam`: country, Guam · GeoNames 4043988
            `Gu` → `Guam (USA)`: country, Guam · GeoNames 4043988
            `Gu` → `Guåhån`: country, Guam · GeoNames 4043988
            `Gu` → `Guernsey`: country, Guernsey and others · GeoNames 3042362
            `Gu` → `Guanchjou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guanchzhou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guanczou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guand'ou`: town, Guangzhou Shi, Guangdong, China and others · GeoNames 1809858
            `Gu` → `Guandzhou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guandzou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guangdzou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guangdzov`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guangjow`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guangsu`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guangzhou`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guangzhou Shi`: town, Guangzhou Shi, Guangdong, China and others · GeoNames 1809858
            `Gu` → `Guanzhou`: town, Guangzhou Shi, Guangdong, China and others · GeoNames 1809858
            `Gu` → `Guong-ciu`: town, Guangzhou Shi, Guangdong, China · GeoNames 1809858
            `Gu` → `Guiné Portuguesa`: colony, Guinea-Bissau · Merriam-Webster's Geographical Dictionary, 3rd ed., 1997
            `Gu` → `Guinea Española`: colony, Equatorial Guinea · Merriam-Webster's Geographical Dictionary, 3rd ed., 1997
            `Gu` → `Guejang`: town, Guiyang Shi, Guizhou, China · GeoNames 1809461
            and perhaps more
        "#]],
    );
    check(
        "to the Commissar, NK$0",
        expect![[r#"
            `NK` → `NKO`: People's Commissariat of Defence · glossary.tsv
            `NK` → `N. Korea` (by `NK`): country, North Korea · GeoNames 1873107
            `NK` → `Nkoyo`: town, Ciudad de México, Mexico · GeoNames 3530597
            `NK` → `Nkaziantep`: town, Gaziantep, Turkey · GeoNames 314830
            `NK` → `Nkran`: town, Accra, Greater Accra, Ghana · GeoNames 2306104
            `NK` → `Nkhotakota`: province, Central Region, Malawi and others · GeoNames 924703
            `NK` → `Nkhotakota District`: province, Central Region, Malawi · GeoNames 924703
            `NK` → `Nkhata Bay`: province, Northern Region, Malawi and others · GeoNames 924730
            `NK` → `Nkhata Bay District`: province, Northern Region, Malawi · GeoNames 924730
            `NK` → `Nkournkaon`: town, Gurugram, Haryāna, India · GeoNames 1270642
            `NK` → `Nkorakpour`: town, Gorakhpur, Uttar Pradesh, India · GeoNames 1270927
            `NK` → `Nkountour`: town, Guntūr, Andhra Pradesh, India · GeoNames 1270668
            `NK` → `Nkana-Kitwe`: town, Copperbelt, Zambia · GeoNames 911148
            `NK` → `Nketempornk`: town, Göteborgs stad, Västra Götalands län, Sweden · GeoNames 2711537
            `NK` → `Nkntansk`: town, Gdańsk, Pomorskie, Poland · GeoNames 3099434
            `NK` → `Nkontair`: town, Amara, Ethiopia · GeoNames 336014
            `NK` → `Nkoma`: town, Goma, Nord-Kivu, Democratic Republic of the Congo and others · GeoNames 216281
            `NK` → `Nkantza`: town, Gəncə, Azerbaijan · GeoNames 586523
            `NK` → `Nkrats`: town, Graz Stadt, Steiermark, Austria · GeoNames 2778067
            `NK` → `Nkrozny`: town, Grozny Urban Okrug, Chechenskaya Respublika, Russia · GeoNames 558418
            `NK` → `Nkelzen'kirchen`: town, Regierungsbezirk Münster, Nordrhein-Westfalen, Germany · GeoNames 2921466
            `NK` → `Nkntinia`: town, Gdynia, Pomorskie, Poland · GeoNames 3099424
            `NK` → `Nkamporone`: town, Gaborone, Botswana · GeoNames 933773
            `NK` → `Nklenteil`: town, Maricopa, Arizona, United States · GeoNames 5295985
            `NK` → `Nkarlant`: town, Dallas, Texas, United States · GeoNames 4693003
            `NK` → `Nkalatsi`: town, Municipiul Galaţi, Galați, Romania · GeoNames 677697
            `NK` → `Nkilnkit`: town, Gilgit, Gilgit-Baltistan, Pakistan · GeoNames 1178338
            `NK` → `Nkotzra`: town, Toba Tek Singh, Punjab, Pakistan · GeoNames 1178231
            `NK` → `Nklivitse`: town, Gliwice, Śląskie, Poland · GeoNames 3099230
            `NK` → `Nkoulou`: town, Gulu, Northern, Uganda · GeoNames 233346
            `NK` → `Nkiseni`: town, Western, Rwanda · GeoNames 202905
            and perhaps more
        "#]],
    );
}

#[test]
fn a_name_of_several_words_is_completed_from_its_first() {
    check(
        "in Shara Sume [Altai] and Shara S$0",
        expect![[r#"
            `Shara S` → `Shara Sume`: place, glossed Altai · once in this document
            `Shara S` → `Shara-Sumu` (by `Shara S`): town, Aletai Diqu, Xinjiang, China · GeoNames 1529651
            `Shara S` → `Sharasumeh` (by `Shara S`): town, Aletai Diqu, Xinjiang, China · GeoNames 1529651
            `Shara S` → `Sharas` (by `Shara S`): district, Ḩajjah, Yemen and others · GeoNames 6940712
            `Shara S` → `Sharas District` (by `Shara S`): district, Ḩajjah, Yemen · GeoNames 6940712
            and perhaps more
        "#]],
    );
}

#[test]
fn letters_without_their_signs_are_enough() {
    check(
        "In Uru$0",
        expect![[r#"
            `Uru` → `Ürümqi` (by `Uru`): city · places.tsv
            `Uru` → `Uruguay`: country, Uruguay · GeoNames 3439705
            `Uru` → `Urumchi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumchy`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumci`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumcio`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumcis`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumczi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumi City`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumptsi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumqi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumtschi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumtsi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumutsi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urunchi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Ürümchi-sṳ` (by `Uru`): town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Ürümcsi` (by `Uru`): town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Ürümqi-chhī` (by `Uru`): town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urusan`: town, Ulsan-gwangyeoksi, South Korea · GeoNames 1833747
            `Uru` → `Uruzgān`: province, Afghanistan and others · GeoNames 1131461
            `Uru` → `Uru Uru suyu`: province, Bolivia · GeoNames 3909233
            `Uru` → `Ururu jach'a suyu`: province, Bolivia · GeoNames 3909233
            `Uru` → `Urusalim`: town, Al Quds, Israel · GeoNames 281184
            `Uru` → `Uruga`: town, Ulaanbaatar, Mongolia · GeoNames 2028462
            `Uru` → `Urumija`: town, Āz̄ārbāyjān-e Ghārbī, Iran · GeoNames 121801
            `Uru` → `Urumiyeh`: town, Āz̄ārbāyjān-e Ghārbī, Iran · GeoNames 121801
            `Uru` → `Uruapan`: town, Uruapan, Michoacán, Mexico and others · GeoNames 3980760
            `Uru` → `Uruapan del Progreso`: town, Uruapan, Michoacán, Mexico · GeoNames 3980760
            `Uru` → `Uru Uru`: town, Oruro, Bolivia · GeoNames 3909234
            `Uru` → `Ururu`: town, Oruro, Bolivia · GeoNames 3909234
            `Uru` → `Uruma`: town, Uruma Shi, Okinawa, Japan · GeoNames 6822153
            and perhaps more
        "#]],
    );
}

#[test]
fn what_begins_small_is_no_name() {
    check("then gh$0 [Yining]", expect![[r#""#]]);
    check("Ghulja $0", expect![[r#""#]]);
}

#[test]
fn a_gloss_is_what_the_document_or_a_register_says() {
    check(
        "NKO [$0",
        expect![[r#"
        `` → `People's Commissariat of Defence]`: glossary.tsv
    "#]],
    );
    check(
        "Aksu [Akesu] and, later, Aksu [$0]",
        expect![[r#"
            `` → `Akesu`: so glossed on line 1
            `` → `Aqsu`: today · town, Aksu, Xinjiang, China · GeoNames 1529660
            `` → `Wensu`: today · town, Aksu, Xinjiang, China · GeoNames 1529088
            `` → `Karasu Mahallesi`: today · town, Karasu İlçesi, Sakarya, Turkey · GeoNames 744093
        "#]],
    );
    check(
        "the city of Ghulja [Yi$0",
        expect![[r#"
            `Yi` → `Yining]`: zh-Latn-pinyin · city, Ili District · places.tsv
            `Yi` → `Кульджа]`: ru · city, Ili District · places.tsv
            `Yi` → `Yisrael`: country, Israel · GeoNames 294640
            `Yi` → `Yin Ging`: town, Beijing, China · GeoNames 1816670
            `Yi` → `Yida`: town, Makkah al Mukarramah, Saudi Arabia · GeoNames 105343
            `Yi` → `Yidda`: town, Makkah al Mukarramah, Saudi Arabia · GeoNames 105343
            `Yi` → `Yin-hsien`: town, Ningbo Shi, Zhejiang, China and others · GeoNames 1799397
            `Yi` → `Yin-ch'uan-shih`: town, Yinchuan, Ningxia, China · GeoNames 1786657
            `Yi` → `Yinchuan`: town, Yinchuan, Ningxia, China and others · GeoNames 1786657
            `Yi` → `Yinchuan Shi`: town, Yinchuan, Ningxia, China and others · GeoNames 1786657
            `Yi` → `Yinzconh`: town, Yinchuan, Ningxia, China · GeoNames 1786657
            `Yi` → `Yichow`: town, Linyi Shi, Shandong, China and others · GeoNames 1803318
            `Yi` → `Ying-chou`: town, Fuyang Shi, Anhui, China · GeoNames 1810845
            `Yi` → `Yingchow`: town, Fuyang Shi, Anhui, China and others · GeoNames 1810845
            `Yi` → `Yingchow-fu`: town, Fuyang Shi, Anhui, China · GeoNames 1810845
            `Yi` → `Yiwu`: town, Jinhua Shi, Zhejiang, China and others · GeoNames 1814870
            `Yi` → `Yiwuhsien`: town, Jinhua Shi, Zhejiang, China · GeoNames 1814870
            `Yi` → `Yichang`: town, Yichangshi, Hubei, China and others · GeoNames 1786764
            `Yi` → `Yicheng`: town, Wuxi Shi, Jiangsu, China and others · GeoNames 1786760
            `Yi` → `Yixing`: town, Wuxi Shi, Jiangsu, China and others · GeoNames 1786760
            `Yi` → `Yixing Shi`: town, Wuxi Shi, Jiangsu, China · GeoNames 1786760
            `Yi` → `Yiyang`: town, Yiyang Shi, Hunan, China and others · GeoNames 1808316
            `Yi` → `Yiyang Shi`: town, Yiyang Shi, Hunan, China and others · GeoNames 1808316
            `Yi` → `Yiyang-hsien`: town, Yiyang Shi, Hunan, China · GeoNames 1808316
            `Yi` → `Yiriwan`: town, Erevan, Armenia · GeoNames 616052
            `Yi` → `Yichun`: town, Yichun Shi, Jiangxi, China and others · GeoNames 1786746
            `Yi` → `Yichun Shi`: town, Yichun Shi, Jiangxi, China and others · GeoNames 1786746
            `Yi` → `Yichun i Jiangxi`: town, Yichun Shi, Jiangxi, China · GeoNames 1786746
            `Yi` → `Yishui`: town, Linyi Shi, Shandong, China · GeoNames 1786455
            `Yi` → `Yilan`: province, Taiwan and others · GeoNames 1674197
            `Yi` → `Yilan County`: province, Taiwan · GeoNames 1674197
            `Yi` → `Yinznanz`: province, China · GeoNames 1785694
            and perhaps more
        "#]],
    );
    check(
        "the city of Chuguchak [$0",
        expect![[r#"
            `` → `Tacheng]`: today · town, Tacheng Diqu, Xinjiang, China · GeoNames 1529167
        "#]],
    );
    check("plain words [$0", expect![[r#""#]]);
}

#[test]
fn ids_of_those_who_bear_the_name_come_first() {
    check(
        "Consul Ivanov{@$0",
        expect![[r#"
        `` → `ivanov-a}` (by `ivanov-a Ivanov`): Ivanov · consul, 1890– · persons.tsv
        `` → `ivanov-b}` (by `ivanov-b Ivanov`): Ivanov · pilot, 1901– · persons.tsv
        `` → `ghulja}` (by `ghulja Ghulja`): Ghulja · city, Ili District · places.tsv
        `` → `urumqi}` (by `urumqi Ürümqi`): Ürümqi · city · places.tsv
        `` → `beria}` (by `beria L. P. Beria`): L. P. Beria · persons.tsv
    "#]],
    );
    check(
        "Consul Ivanov{@be$0}",
        expect![[r#"
        `be` → `ivanov-a` (by `ivanov-a Ivanov`): Ivanov · consul, 1890– · persons.tsv
        `be` → `ivanov-b` (by `ivanov-b Ivanov`): Ivanov · pilot, 1901– · persons.tsv
        `be` → `beria` (by `beria L. P. Beria`): L. P. Beria · persons.tsv
    "#]],
    );
}

#[test]
fn a_header_takes_persons_from_the_register() {
    check(
        "---\ncreator: Be$0\n---\n",
        expect![[r#"
        `Be` → `Ivanov`: consul, 1890– · persons.tsv
        `Be` → `Ivanov`: pilot, 1901– · persons.tsv
        `Be` → `L. P. Beria`: persons.tsv
    "#]],
    );
    check(
        "---\ntranslator:\n  - Somebody\n  - Be$0\n---\n",
        expect![[r#"
            `Be` → `Ivanov`: consul, 1890– · persons.tsv
            `Be` → `Ivanov`: pilot, 1901– · persons.tsv
            `Be` → `L. P. Beria`: persons.tsv
        "#]],
    );
    check("---\ntitle: Be$0\n---\n", expect![[r#""#]]);
}
