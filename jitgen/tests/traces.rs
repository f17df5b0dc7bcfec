//! IR in, IR out: each file of `traces/` is a raw graph, a line `====`, and the optimised graph.
//!
//! A comment `; without: NAME …` in the first lines switches passes off, `; only: NAME …` all others. `BLESS=1` writes what the
//! optimiser makes into the files.

mod support;

use jitgen::ir::{Stage, parse, verify};
use jitgen::opt::{PassSet, optimise};
use std::path::Path;

const RULE: &str = "====\n";

fn passes(text: &str) -> PassSet {
    let mut set = PassSet::ALL;
    for line in text.lines().filter_map(|l| l.strip_prefix(';')) {
        let line = line.trim();
        if let Some(names) = line.strip_prefix("without:") {
            names.split_whitespace().for_each(|n| assert!(set.set(n, false), "there is no pass {n}"));
        }
        if let Some(names) = line.strip_prefix("only:") {
            set = PassSet::NONE;
            names.split_whitespace().for_each(|n| assert!(set.set(n, true), "there is no pass {n}"));
        }
    }
    set
}

fn check(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let (input, expected) = text.split_once(RULE).unwrap_or((&text, ""));
    let raw = parse(input, &support::HELPERS).map_err(|e| format!("{}:{e}", path.display()))?;
    let faults = verify(&raw, Stage::Raw);
    if !faults.is_empty() {
        return Err(format!("{}: {}", path.display(), faults.iter().map(|f| format!("{f}\n")).collect::<String>()));
    }
    let printed = raw.to_string();
    let again = parse(&printed, &support::HELPERS).map_err(|e| format!("{}: printed: {e}", path.display()))?;
    assert_eq!(printed, again.to_string(), "printing and parsing are inverse");
    let optimised = optimise(&raw, &support::vm(), passes(input)).to_string();
    let reread = parse(&optimised, &support::HELPERS).map_err(|e| format!("{}: optimised: {e}", path.display()))?;
    assert_eq!(optimised, reread.to_string(), "printing and parsing are inverse");
    if optimised == expected {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(path, format!("{input}{RULE}{optimised}")).map_err(|e| e.to_string());
    }
    Err(format!("{}:\n--- expected\n{expected}--- found\n{optimised}", path.display()))
}

#[test]
fn traces_are_optimised_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traces");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the folder of traces").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let failures: Vec<String> = paths.iter().filter_map(|p| check(p).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
