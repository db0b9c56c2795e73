//! `sigla gazetteer` as its users meet it.

use std::fs;

use expect_test::{Expect, expect};

use crate::cli::{folder, shown, sigla};

const TABLE: &str = "id\ttitle\ttitle_source\tfclasses\tattestation_year\tstart\tccodes\tmatches\tvariants\ttypes\tparent_name\tparent_id\tlon\tlat\nghulja\tGhulja\tReport of 1945\tP\t1945\t1762\tCN\tgn:1529013\tКульджа@ru;I-ning@zh-Latn-wadegile\tcity\tIli District\tili\t81.2777\t43.908\nili\tIli District\tReport of 1945\tA\t1945\t1945\tCN\t\t\tdistrict\t\t\t\t\nqarasu\tQara-Su Post\tReport of 1945\tP\t1945\t1944\tCN\t\t\tpost\tIli District\tili\t81.9\t43.2\n";
const FEATURES: &str = "{\"@id\":\"http://example.org/ghulja\",\"type\":\"Feature\",\"properties\":{\"title\":\"Kuldja\",\"fclasses\":[\"P\"]},\"links\":[{\"type\":\"exactMatch\",\"identifier\":\"gn:1529013\"}],\"names\":[{\"toponym\":\"Ningyuan\",\"when\":{\"timespans\":[{\"start\":{\"in\":\"1762\"},\"end\":{\"in\":\"1914\"}}]}}]}\n";
const FURTHER: &str = "1\t1529013\tde\tKuldscha\t\t\t\t\t\t\n2\t1529013\twkdt\tQ5684\t\t\t\t\t\t\n3\t99\ten\tNowhere\t\t\t\t\t\t\n";

/// Runs commands one after the other in a folder with four sources and shows what each says.
#[track_caller]
fn check(commands: &[&str], expected: Expect) {
    let files: [(&str, &[u8]); 4] = [
        ("broken.jsonl", b"{\"@id\":\"x\"}\n{\n"),
        ("places.tsv", TABLE.as_bytes()),
        ("features.jsonl", FEATURES.as_bytes()),
        ("alternateNamesV2.txt", FURTHER.as_bytes()),
    ];
    let folder = folder(&files);
    let mut said = String::new();
    for command in commands {
        let args: Vec<&str> = command.split_whitespace().collect();
        said += &format!("$ {command}\n{}", shown(&sigla(folder.path(), &args, b"")));
    }
    let left = fs::read_dir(folder.path()).expect("it can be listed");
    let hidden = left.filter(|entry| {
        let name = entry.as_ref().expect("it can be listed").file_name();
        name.to_string_lossy().starts_with('.')
    });
    assert_eq!(hidden.count(), 0, "no temporary file is left");
    expected.assert_eq(&said);
}

#[test]
fn sources_become_one_gazetteer_that_answers() {
    check(
        &[
            "gazetteer build places.tsv features.jsonl alternateNamesV2.txt -o my.gaz",
            "gazetteer info my.gaz",
            "gazetteer lookup Ghulja --gazetteer my.gaz --year 1945",
            "gazetteer lookup Ningyuan --gazetteer my.gaz --year 1945 --country CN",
            "gazetteer lookup Kuldscha --gazetteer my.gaz --format json",
            "gazetteer lookup Qarasu --gazetteer my.gaz",
        ],
        expect![[r#"
            $ gazetteer build places.tsv features.jsonl alternateNamesV2.txt -o my.gaz
            my.gaz: 3 places, 8 names
                1 places that several sources have became one
                1 names of places that no source has were left out
            $ gazetteer info my.gaz
            3 places, 8 names, 8 of them different when folded
            made by sigla 0.1.0

            places.tsv
                Linked Places TSV: 3 places, 5 names, 0 problems
                licence: as its makers say

            features.jsonl
                Linked Places Format: 1 places, 2 names, 0 problems
                licence: as its makers say

            alternateNamesV2.txt
                GeoNames, alternate names: 0 places, 2 names, 0 problems
                licence: CC BY 4.0
                Places: GeoNames (https://www.geonames.org), CC BY 4.0
            $ gazetteer lookup Ghulja --gazetteer my.gaz --year 1945
            1. Ghulja, city, Ili District, Xinjiang, China · 43.908° N 81.278° E, 1762–
               spelled with the same letters
               Report of 1945; GeoNames 1529013
            2. Ghulja, town, Yili, Xinjiang, China · 43.915° N 81.322° E
               spelled with the same letters
               GeoNames 1529435

            Places: GeoNames (https://www.geonames.org), CC BY 4.0
            $ gazetteer lookup Ningyuan --gazetteer my.gaz --year 1945 --country CN
            1. Ghulja, city, Ili District, Xinjiang, China · 43.908° N 81.278° E, 1762–
               here Ningyuan, 1762–1914
               in CN, of which the document speaks
               called Ningyuan from 1762 to 1914, not in 1945
               Report of 1945; GeoNames 1529013
            2. Shunling, town, Yongzhou, Hunan, China · 25.592° N 111.930° E
               here Ningyuan
               in CN, of which the document speaks
               GeoNames 1799346
            3. Xichang, town, Liangshan Yizu Zizhizhou, Sichuan, China · 27.896° N 102.263° E
               here Ning-yuan
               in CN, of which the document speaks
               GeoNames 1789647
            4. Xingcheng, town, Huludao Shi, Liaoning, China · 40.617° N 120.717° E
               here Ning-yuan
               in CN, of which the document speaks
               GeoNames 2033766
            5. Wushan, town, Tianshui Shi, Gansu, China · 34.721° N 104.886° E
               here Ning-yuan
               in CN, of which the document speaks
               GeoNames 1791007

            Places: GeoNames (https://www.geonames.org), CC BY 4.0
            $ gazetteer lookup Kuldscha --gazetteer my.gaz --format json
            [
            {"name":"Ghulja","kind":"town","types":["city"],"district":"Ili District","province":"Xinjiang","country":"CN","lat":43.908,"lon":81.2777,"population":0,"from":1762,"to":null,"now":null,"geonames":1529013,"id":"ghulja","links":["wd:Q5684"],"how":"letter by letter","met":"Kuldscha","reasons":["spelled with the same letters"],"names":[{"form":"Ghulja","language":null,"from":null,"to":null,"source":""},{"form":"I-ning","language":"zh-Latn-wadegile","from":null,"to":null,"source":""},{"form":"Kuldja","language":null,"from":null,"to":null,"source":""},{"form":"Kuldscha","language":"de","from":null,"to":null,"source":""},{"form":"Ningyuan","language":null,"from":1762,"to":1914,"source":""},{"form":"Кульджа","language":"ru","from":null,"to":null,"source":""},{"form":"Yining","language":null,"from":null,"to":null,"source":""},{"form":"Ƣulja","language":null,"from":null,"to":null,"source":""},{"form":"Gulja","language":null,"from":null,"to":null,"source":""},{"form":"I-li","language":null,"from":null,"to":null,"source":""},{"form":"I-ning-hsien","language":null,"from":null,"to":null,"source":""},{"form":"I-ning-shih","language":null,"from":null,"to":null,"source":""},{"form":"Kaldja","language":null,"from":null,"to":null,"source":""},{"form":"Khouldja","language":null,"from":null,"to":null,"source":""},{"form":"Kol'dzhat","language":null,"from":null,"to":null,"source":""},{"form":"Kuldzha","language":null,"from":null,"to":null,"source":""},{"form":"Kulja","language":null,"from":null,"to":null,"source":""},{"form":"Ning-yuan","language":null,"from":null,"to":null,"source":""},{"form":"Ning-yüan","language":null,"from":null,"to":null,"source":""},{"form":"Ningyuanhsien","language":null,"from":null,"to":null,"source":""},{"form":"Ning-yuen","language":null,"from":null,"to":null,"source":""},{"form":"Qulja","language":null,"from":null,"to":null,"source":""},{"form":"Yining Xian","language":null,"from":null,"to":null,"source":""},{"form":"Ғулҗа","language":null,"from":null,"to":null,"source":""},{"form":"غۇلجا","language":null,"from":null,"to":null,"source":""},{"form":"伊宁","language":null,"from":null,"to":null,"source":""}],"source":"Report of 1945; GeoNames 1529013"}
            ]
            $ gazetteer lookup Qarasu --gazetteer my.gaz
            1. Qarasu, town, Xinjiang, China · 44.203° N 80.416° E
               spelled with the same letters
               GeoNames 1529377
            2. Karasu, town, Yili, Xinjiang, China · 43.847° N 82.190° E
               here Qarasu
               spelled with the same letters
               GeoNames 1538386

            Places: GeoNames (https://www.geonames.org), CC BY 4.0
        "#]],
    );
}

#[test]
fn problems_of_sources_are_told_and_end_with_1() {
    check(
        &[
            "gazetteer check features.jsonl alternateNamesV2.txt",
            "gazetteer check places.tsv",
            "gazetteer check broken.jsonl lost.tsv",
            "gazetteer check broken.jsonl",
        ],
        expect![[r#"
            $ gazetteer check features.jsonl alternateNamesV2.txt
            features.jsonl: Linked Places Format: 1 places, 2 names, no problems
            alternateNamesV2.txt: GeoNames, alternate names: 0 places, 2 names, no problems
            $ gazetteer check places.tsv
            places.tsv: Linked Places TSV: 3 places, 5 names, no problems
            $ gazetteer check broken.jsonl lost.tsv
            broken.jsonl:1: feature 1: there is no `properties.title`, and no name
                the feature is left out
            broken.jsonl:2: feature 2: it is no JSON: EOF while parsing an object (line 2, column 1)
                the feature is left out
            broken.jsonl: Linked Places Format: 0 places, 0 names, 2 problems
            ! sigla: lost.tsv: it cannot be read: No such file or directory (os error 2)
            exit 2
            $ gazetteer check broken.jsonl
            broken.jsonl:1: feature 1: there is no `properties.title`, and no name
                the feature is left out
            broken.jsonl:2: feature 2: it is no JSON: EOF while parsing an object (line 2, column 1)
                the feature is left out
            broken.jsonl: Linked Places Format: 0 places, 0 names, 2 problems
            exit 1
        "#]],
    );
}

#[test]
fn a_slip_costs_no_file() {
    check(
        &[
            "gazetteer build places.tsv -o places.tsv",
            "gazetteer build places.tsv -o features.jsonl",
            "gazetteer build lost.tsv -o my.gaz",
            "gazetteer build alternateNamesV2.txt -o my.gaz",
            "gazetteer build . -o my.gaz",
            "gazetteer build places.tsv -o no/my.gaz",
            "gazetteer info places.tsv",
            "gazetteer info lost.gaz",
            "gazetteer lookup Ghulja --near here",
        ],
        expect![[r#"
            $ gazetteer build places.tsv -o places.tsv
            ! sigla: places.tsv: the gazetteer would take the place of a source; name another file
            exit 2
            $ gazetteer build places.tsv -o features.jsonl
            ! sigla: features.jsonl: it is there already and is no gazetteer, so it was left as it is; name another file, or add --force to write over it
            exit 2
            $ gazetteer build lost.tsv -o my.gaz
            ! sigla: lost.tsv: it cannot be read: No such file or directory (os error 2)
            exit 2
            $ gazetteer build alternateNamesV2.txt -o my.gaz
            ! sigla: my.gaz: there is no place in the sources; nothing was written
            exit 2
            $ gazetteer build . -o my.gaz
            ! sigla: .: this is a folder; name the files in it
            exit 2
            $ gazetteer build places.tsv -o no/my.gaz
            ! sigla: no/my.gaz: left as it is: no file can be made beside it to take its place: entity not found
            exit 2
            $ gazetteer info places.tsv
            ! sigla: places.tsv: this is no compiled gazetteer; `sigla gazetteer build` makes one from tables of places
            exit 2
            $ gazetteer info lost.gaz
            ! sigla: lost.gaz: it cannot be read: No such file or directory (os error 2)
            exit 2
            $ gazetteer lookup Ghulja --near here
            ! error: invalid value 'here' for '--near <NORTH,EAST>': write degrees north and east, such as 43.9,81.3
            ! 
            ! For more information, try '--help'.
            exit 2
        "#]],
    );
}

#[test]
fn a_gazetteer_of_another_version_or_cut_short_says_what_to_do() {
    let folder = folder(&[("places.tsv", TABLE.as_bytes())]);
    let run = |args: &[&str]| shown(&sigla(folder.path(), args, b""));
    run(&["gazetteer", "build", "places.tsv", "-o", "my.gaz"]);
    let path = folder.path().join("my.gaz");
    let whole = fs::read(&path).expect("it was built");
    let mut said = String::new();
    let mut other = whole.clone();
    other[8] = 1;
    let mut damaged = whole.clone();
    *damaged.last_mut().expect("it is not empty") ^= 1;
    for bytes in [&other[..], &whole[..whole.len() / 2], &[], &damaged[..]] {
        fs::write(&path, bytes).expect("it can be written");
        said += &run(&["gazetteer", "info", "my.gaz"]);
    }
    expect![[r#"
        ! sigla: my.gaz: it is of version 1, and this program reads version 2; make it anew from its sources with `sigla gazetteer build`
        exit 2
        ! sigla: my.gaz: the file is cut short: N/2 of N bytes are there; copy or make it anew
        exit 2
        ! sigla: my.gaz: the file is empty; make it anew with `sigla gazetteer build`
        exit 2
        ! sigla: my.gaz: the file is damaged: it is not as it was written; copy or make it anew
        exit 2
    "#]].assert_eq(&said.replace(&whole.len().to_string(), "N").replace(&(whole.len() / 2).to_string(), "N/2"));
}

#[test]
fn a_gazetteer_replaced_while_it_is_open_goes_on_answering() {
    let folder = folder(&[
        ("places.tsv", TABLE.as_bytes()),
        ("other.tsv", b"id\ttitle\nx\tElsewhere\n"),
    ]);
    let run = |args: &[&str]| shown(&sigla(folder.path(), args, b""));
    run(&["gazetteer", "build", "places.tsv", "-o", "my.gaz"]);
    let open = || {
        sigla::registers::gazetteer::Gazetteer::map(&folder.path().join("my.gaz"))
            .expect("it was built")
    };
    let before = open();
    run(&["gazetteer", "build", "other.tsv", "-o", "my.gaz"]);
    assert!(before.knows("Ghulja") && !before.knows("Elsewhere"));
    assert!(open().knows("Elsewhere") && !open().knows("Ghulja"));
}
