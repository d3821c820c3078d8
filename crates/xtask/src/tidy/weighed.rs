//! Whatever the browser has to load beside our own code was weighed, and is in ADR 1's table.

use toml::Table;

use super::tree::{Finding, Tree};

const ADR: &str = "docs/adr/0001-leptos-csr-and-trunk.md";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(manifest) = tree.get("Cargo.toml") else { return Vec::new() };
    let table = toml::from_str::<Table>(manifest.text).unwrap_or_default();
    let dependencies = table.get("dependencies").and_then(|section| section.as_table());
    let weighed = tree.get(ADR).map_or("", |adr| adr.text);
    let is_weighed = |name: &String| weighed.contains(&format!("| `{name}` |"));
    let names = dependencies.into_iter().flat_map(Table::keys);
    let ours = |name: &String| name.starts_with("desk-");
    names
        .filter(|name| !ours(name) && !is_weighed(name))
        .map(|name| Finding::missing(ADR, format!("its table has no weight of `{name}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn a_dependency_that_nobody_weighed_is_found() {
        let manifest = "[dependencies]\ndesk-api = {}\nleptos = \"0.8\"\nregex = \"1\"\n";
        let tree = Tree::of([("Cargo.toml", manifest), (ADR, "| `leptos` | 700 | all |\n")]);
        let found = format!("{ADR}: its table has no weight of `regex`");
        assert_findings(check(&tree), [found.as_str()]);
    }
}
