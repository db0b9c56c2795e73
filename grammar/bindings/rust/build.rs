//! Compiles the generated parser and the scanner.

fn main() {
    let src = std::path::Path::new("src");
    let mut build = cc::Build::new();
    build
        .std("c11")
        .include(src)
        .flag_if_supported("-Wno-unused-parameter");
    // WebAssembly in a browser has no library of C but the few headers that tree-sitter brings.
    let target = std::env::var("TARGET").unwrap_or_default();
    if let Ok(headers) = std::env::var("DEP_TREE_SITTER_LANGUAGE_WASM_HEADERS")
        && target == "wasm32-unknown-unknown"
    {
        build.include(headers);
    }
    for file in ["parser.c", "scanner.c"] {
        let path = src.join(file);
        println!("cargo:rerun-if-changed={}", path.display());
        build.file(path);
    }
    build.compile("tree-sitter-sigla");
}
