//! The vocabulary's words in the grammar: the roles of the scanner.

use sigla::vocabulary::Vocabulary;

#[test]
fn the_scanner_knows_the_roles_of_the_vocabulary() {
    let scanner = super::read(&super::folder().join("src/scanner.c"));
    let (_, behind) = scanner.split_once("ROLES[] = {").expect("the scanner has a list of roles");
    let (list, _) = behind.split_once('}').expect("the list ends");
    let in_scanner: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let in_vocabulary: Vec<&str> = Vocabulary::builtin().roles().iter().map(|role| role.name.as_str()).collect();
    assert_eq!(in_scanner, in_vocabulary);
}
