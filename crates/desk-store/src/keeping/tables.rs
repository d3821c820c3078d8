//! The tables of a desk, read from the schema of a SQLite file.

use crate::error::{Result, StoreError};
use crate::sql::{Connection, Name, sql};

/// Where the numbered streams stand; without its row nothing can be written into a desk.
pub(crate) const HEADS: &str = "stream_heads";
/// Tables that a migration puts a row into: empty means that they hold nothing else.
pub(crate) const SEEDED: [&str; 2] = [HEADS, "customer_keys"];

/// One table, as it is copied.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: Name,
    pub(super) columns: Vec<Column>,
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: Name,
    pub(super) holds: Holds,
}

/// The three types there are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holds {
    Integer,
    Text,
    Bytes,
}

/// Every table of a SQLite file but the list of migrations, each after those that it refers to.
pub(crate) async fn tables_of(file: &mut Connection) -> Result<Vec<Table>> {
    let names = sql("SELECT name FROM sqlite_schema WHERE type = 'table' \
         AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations' ORDER BY name");
    let mut waiting = Vec::new();
    for row in file.rows(names).await? {
        let name = row.text("name")?;
        let refers_to = parents_of(file, &name).await?;
        waiting.push((name, refers_to));
    }
    let mut ordered: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_done = |name: &String| ordered.iter().any(|table| table.name.as_str() == name);
        let next = waiting.iter().position(|(_, parents)| parents.iter().all(is_done));
        let next = next.ok_or_else(|| corrupt("tables refer to each other in a circle"))?;
        let (name, _) = waiting.remove(next);
        ordered.push(Table { columns: columns_of(file, &name).await?, name: plain(&name)? });
    }
    Ok(ordered)
}

async fn parents_of(file: &mut Connection, table: &str) -> Result<Vec<String>> {
    let statement = sql("SELECT DISTINCT \"table\" AS parent FROM pragma_foreign_key_list($1)");
    let parents = file.rows(statement.bind(table)).await?;
    let parents = parents.iter().map(|row| row.text("parent"));
    parents.filter(|parent| parent.as_deref().ok() != Some(table)).collect()
}

async fn columns_of(file: &mut Connection, table: &str) -> Result<Vec<Column>> {
    let statement = sql("SELECT name, type FROM pragma_table_info($1) ORDER BY cid").bind(table);
    let read = file.rows(statement).await?;
    read.iter()
        .map(|row| {
            let holds = match row.text("type")?.as_str() {
                "INTEGER" => Holds::Integer,
                "TEXT" => Holds::Text,
                "BLOB" => Holds::Bytes,
                other => return Err(corrupt(&format!("a column of the type {other}"))),
            };
            Ok(Column { name: plain(&row.text("name")?)?, holds })
        })
        .collect()
}

fn plain(name: &str) -> Result<Name> {
    Name::parse(name).ok_or_else(|| corrupt(&format!("{name} is no plain name")))
}

fn corrupt(words: &str) -> StoreError {
    StoreError::Corrupt(words.to_owned())
}
