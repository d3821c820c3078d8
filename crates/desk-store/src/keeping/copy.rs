//! Every row of one database into another.

use futures::StreamExt as _;

use super::tables::{Column, Holds, Table};
use crate::error::Result;
use crate::sql::{Connection, Row, Statement, Value, sql};

/// Rows of one insert; see `ROWS_PER_INSERT` of the connection.
const BATCH: usize = 40;

/// Copies `tables` in their order. What a migration put into the target is replaced.
pub(crate) async fn copy_everything(
    tables: &[Table],
    from: &mut Connection,
    to: &mut Connection,
) -> Result<()> {
    for table in tables {
        copy(table, from, to).await?;
    }
    Ok(())
}

async fn copy(table: &Table, from: &mut Connection, to: &mut Connection) -> Result<()> {
    clear(table, to).await?;
    let mut all = sql("SELECT ");
    push_columns(&mut all, table);
    all.push(" FROM ").push_name(&table.name);
    let mut rows = from.stream(all)?.chunks(BATCH);
    while let Some(batch) = rows.next().await {
        let batch = batch.into_iter().collect::<Result<Vec<_>>>()?;
        to.run(insert(table, &batch)?).await?;
    }
    Ok(())
}

/// A statement, and not one more than needed: on PostgreSQL a table that may only grow refuses it even
/// when it is empty.
async fn clear(table: &Table, to: &mut Connection) -> Result<()> {
    let mut any = sql("SELECT COUNT(*) AS rows_there FROM ");
    any.push_name(&table.name);
    if to.only_row(any).await?.integer("rows_there")? == 0 {
        return Ok(());
    }
    let mut delete = sql("DELETE FROM ");
    delete.push_name(&table.name);
    to.run(delete).await.map(drop)
}

fn insert(table: &Table, rows: &[Row]) -> Result<Statement> {
    let mut statement = sql("INSERT INTO ");
    statement.push_name(&table.name).push(" (");
    push_columns(&mut statement, table);
    statement.push(") VALUES ");
    for (place, row) in rows.iter().enumerate() {
        let values = table.columns.iter().map(|column| value(row, column));
        let values = values.collect::<Result<Vec<_>>>()?;
        statement.push(if place == 0 { "" } else { ", " }).push_list(values);
    }
    Ok(statement)
}

fn push_columns(statement: &mut Statement, table: &Table) {
    for (place, column) in table.columns.iter().enumerate() {
        statement.push(if place == 0 { "" } else { ", " }).push_name(&column.name);
    }
}

fn value(row: &Row, column: &Column) -> Result<Value> {
    let name = column.name.as_str();
    Ok(match column.holds {
        Holds::Integer => Value::Integer(row.get(name)?),
        Holds::Text => Value::Text(row.get(name)?),
        Holds::Bytes => Value::Bytes(row.get(name)?),
    })
}

/// PostgreSQL counts ids by itself: it goes on after the largest one that was copied.
pub(crate) async fn move_sequences(tables: &[Table], to: &mut Connection) -> Result<()> {
    for table in tables {
        let statement = sql("SELECT pg_get_serial_sequence($1, column_name::text) AS sequence \
             FROM information_schema.columns WHERE table_schema = current_schema() \
             AND table_name = $1 AND is_identity = 'YES'");
        for row in to.rows(statement.bind(table.name.as_str())).await? {
            let mut set = sql("SELECT setval($1::regclass, MAX(id)) AS last FROM ");
            set = set.bind(row.text("sequence")?);
            set.push_name(&table.name).push(" HAVING MAX(id) IS NOT NULL");
            to.rows(set).await?;
        }
    }
    Ok(())
}
