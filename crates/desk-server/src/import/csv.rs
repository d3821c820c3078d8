//! Payments from a CSV file: all rows or none.

mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use desk_domain::MerchantId;
use desk_store::{Booked, OutsideCancellations, PaymentSnapshot, StoreError};

use crate::desk::Desk;
use crate::limits::{CSV_ERRORS_SHOWN, CSV_MAX_BYTES};
use row::Row;

/// The columns, for `--help`.
pub const FORMAT: &str = "\
Takes a CSV file (UTF-8, with a header row): all of its rows or, when one is wrong, none.

Columns, in any order; those with * are needed:
  payment_id*      the payment's own number, once per channel
  order_name*      what was paid for
  amount_won*      whole won: 350000 or \"350,000\"
  method*          card, virtual_account, transfer, mobile, gift_certificate, easy_pay, paypal,
                   convenience_store, crypto, message, cash, cash_receipt, bank_transfer,
                   bank_transfer_receipt or other
  channel          recorded (default), portone, bootpay, payssam, alltalkpay, toss or terminal
  paid_at          2026-11-03, 2026-11-03 14:05 (Korean time) or RFC 3339; empty: not paid yet
  requested_at     as paid_at; needed when paid_at is empty
  customer_id, customer_name, customer_phone, approval_number
  tax_free_won     whole won, at most the amount
  card_issuer      as the vendor names it, e.g. HYUNDAI_CARD
  pg               the PG behind the channel, e.g. KSNET
  recorded_as      of the channel recorded: unintegrated (미연동) or recorded_payment (학원수납저장)";

/// One wrong row. Speaks of the field, not of what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// As an editor counts: the header is line 1.
    pub line: u64,
    pub column: String,
    pub words: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}", self.line, self.column, self.words)
    }
}

/// What is wrong in a file; a row may have several wrong fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongRows {
    pub errors: Vec<RowError>,
    /// Reading ended at so many errors: there may be more.
    pub cut: bool,
}

impl fmt::Display for WrongRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.errors.iter().map(|error| error.line).collect::<BTreeSet<_>>().len();
        let (rows_are, rest) =
            (if rows == 1 { "row is" } else { "rows are" }, "nothing was imported");
        if self.cut {
            write!(f, "the first {rows} wrong {rows_are} shown, there may be more; {rest}")
        } else {
            write!(f, "{rows} {rows_are} wrong; {rest}")
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    #[error("{path} cannot be read")]
    Unreadable { path: String, source: std::io::Error },
    #[error("the file is larger than {CSV_MAX_BYTES} bytes")]
    TooLarge,
    #[error("the file is not UTF-8; save it as \"CSV UTF-8\"")]
    NotUtf8,
    #[error("the header row: {0}")]
    Header(String),
    #[error("{0}")]
    Rows(WrongRows),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an import of a file did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub rows: usize,
    pub inserted: usize,
    /// Known to the book, and changed by their rows.
    pub changed: usize,
    /// Rows whose sum is not the book's. The book keeps its own, and the payment says that they
    /// differ.
    pub differing: Vec<RowError>,
}

/// Imports a file for one merchant.
///
/// # Errors
/// [`CsvError::Rows`] with every wrong row; nothing is booked then.
pub async fn import_csv(
    desk: &Desk,
    path: &Path,
    merchant: &MerchantId,
) -> Result<Imported, CsvError> {
    let unreadable = |source| CsvError::Unreadable { path: path.display().to_string(), source };
    if std::fs::metadata(path).map_err(unreadable)?.len() > CSV_MAX_BYTES {
        return Err(CsvError::TooLarge);
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| CsvError::NotUtf8)?;
    import_text(desk, text, merchant).await
}

/// The same from the text of a file.
pub(crate) async fn import_text(
    desk: &Desk,
    text: &str,
    merchant: &MerchantId,
) -> Result<Imported, CsvError> {
    let (lines, snapshots): (Vec<_>, Vec<_>) = read(desk, text, merchant)?.into_iter().unzip();
    refuse_ambiguous(desk, &lines, &snapshots).await?;
    let now = desk.now();
    let notice = OutsideCancellations::Notice;
    let booked = desk.store.book_payments(&snapshots, notice, "import", now).await?;
    let count = |what| booked.iter().filter(|one| **one == what).count();
    let (inserted, changed) = (count(Booked::Inserted), count(Booked::Changed));
    let differing = differing(desk, &lines, &snapshots).await?;
    Ok(Imported { rows: snapshots.len(), inserted, changed, differing })
}

/// A row that fits payments of several connections, and does not say which one it means.
async fn refuse_ambiguous(
    desk: &Desk,
    lines: &[u64],
    snapshots: &[PaymentSnapshot],
) -> Result<(), CsvError> {
    let mut errors = Vec::new();
    for (line, snapshot) in lines.iter().zip(snapshots) {
        match desk.store.payment_at_gateway(&snapshot.place()).await {
            Ok(_) => {}
            Err(StoreError::Ambiguous(_)) => errors.push(RowError {
                line: *line,
                column: "payment_id".into(),
                words: "several connections have a payment of this number".into(),
            }),
            Err(error) => return Err(error.into()),
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(CsvError::Rows(WrongRows { errors, cut: false })) }
}

async fn differing(
    desk: &Desk,
    lines: &[u64],
    snapshots: &[PaymentSnapshot],
) -> Result<Vec<RowError>, StoreError> {
    let mut differing = Vec::new();
    for (line, snapshot) in lines.iter().zip(snapshots) {
        let Some(row) = desk.store.payment_at_gateway(&snapshot.place()).await? else { continue };
        let (told, kept) = (snapshot.amount, row.payment.amounts.paid);
        if told != kept {
            differing.push(RowError {
                line: *line,
                column: "amount_won".into(),
                words: format!("says {told} won, the book {kept} won; the payment says so too"),
            });
        }
    }
    Ok(differing)
}

/// Every row with its line.
fn read(
    desk: &Desk,
    text: &str,
    merchant: &MerchantId,
) -> Result<Vec<(u64, PaymentSnapshot)>, CsvError> {
    // Excel begins a UTF-8 file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let unreadable = |error: csv::Error| CsvError::Header(error.to_string());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(unreadable)?.clone();
    let columns = row::columns(&header).map_err(CsvError::Header)?;
    let (mut snapshots, mut errors) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<(String, String), u64> = BTreeMap::new();
    let (mut cut, mut record) = (false, csv::StringRecord::new());
    while reader.read_record(&mut record).map_err(unreadable)? {
        let line = record.position().map_or(0, csv::Position::line);
        match Row::new(line, &columns, &record).read(desk, merchant) {
            Ok(snapshot) => {
                let key =
                    (snapshot.channel.as_str().to_owned(), snapshot.gateway_payment_id.clone());
                if let Some(first) = seen.insert(key, line) {
                    let words = format!("the same number stands on line {first}");
                    errors.push(RowError { line, column: "payment_id".into(), words });
                }
                snapshots.push((line, snapshot));
            }
            Err(wrong) => errors.extend(wrong),
        }
        if errors.len() >= CSV_ERRORS_SHOWN {
            cut = reader.read_record(&mut record).map_err(unreadable)?;
            break;
        }
    }
    if errors.is_empty() { Ok(snapshots) } else { Err(CsvError::Rows(WrongRows { errors, cut })) }
}
