//! Files of payments: all rows or none.

use desk_server::import::csv::import_csv;
use desk_store::PaymentFilter;

use super::{Target, Verdict, demand};
use crate::corpus::texts;
use crate::stage::Stage;

const FILES: [&str; 4] = [
    "payment_id,order_name,amount_won,method,paid_at\nA-1,수학 정규반,350000,card,2026-11-03\nA-2,영어 정규반,\"280,000\",cash,2026-11-03 14:05\n",
    "\u{feff}payment_id,order_name,amount_won,method,requested_at,customer_name,customer_phone,tax_free_won\r\nB-1,교재비,30000,transfer,2026-11-03T05:05:00Z,김서연,010-1234-5678,30000\r\n",
    "payment_id,order_name,amount_won,method,channel,paid_at,card_issuer,pg,approval_number\nC-1,논술,150000,card,portone,2026-10-31 23:59:59,HYUNDAI_CARD,KSNET,12345678\n",
    "payment_id,order_name,amount_won,method,recorded_as,paid_at\nD-1,모의고사,12000,cash,unintegrated,2026-11-20\nD-2,모의고사,12000,bank_transfer,recorded_payment,2026-11-20\n",
];
/// A book is begun anew after so many files, so that it stays small.
const FILES_OF_A_BOOK: u32 = 400;

pub(super) struct Import {
    stage: Stage,
    files: u32,
}

/// Everything in a book that a file could have changed.
#[derive(Debug, PartialEq, Eq)]
struct Book {
    payments: i64,
    amount_won: i64,
    changes: i64,
}

impl Import {
    pub(super) fn new() -> Self {
        Self { stage: Stage::new(), files: 0 }
    }

    fn book(&self) -> Result<Book, String> {
        let store = &self.stage.desk.store;
        let ours = PaymentFilter {
            merchants: vec![self.stage.merchant.clone()],
            ..PaymentFilter::default()
        };
        self.stage.wait(async {
            let sums = store.summarise(&ours).await.map_err(|error| error.to_string())?;
            let changes = store.last_change().await.map_err(|error| error.to_string())?;
            let by_status = sums.by_status.iter().map(|(_, sum)| sum);
            let (payments, amount_won) = by_status
                .fold((0, 0), |(count, amount), sum| (count + sum.count, amount + sum.amount.0));
            Ok(Book { payments, amount_won, changes })
        })
    }
}

impl Target for Import {
    fn name(&self) -> &'static str {
        "csv-import"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        texts(&FILES)
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        if self.files >= FILES_OF_A_BOOK {
            *self = Self::new();
        }
        let path = self.stage.folder.path().join("payments.csv");
        std::fs::write(&path, input).map_err(|error| error.to_string())?;
        let before = self.book()?;
        let import = || {
            let Stage { desk, merchant, .. } = &self.stage;
            self.stage.wait(import_csv(desk, &path, merchant))
        };
        let Ok(imported) = import() else {
            let after = self.book()?;
            demand(after == before, || format!("refused, but {before:?} became {after:?}"))?;
            return Ok(Verdict::Refused);
        };
        let after = self.book()?;
        let new = usize::try_from(after.payments - before.payments).unwrap_or(usize::MAX);
        let is_told = imported.inserted == new && new <= imported.rows;
        demand(is_told, || format!("{imported:?}, but {before:?} became {after:?}"))?;
        // Once more is no more: a row that was left out would come in now.
        import().map_err(|error| format!("taken once, and refused again: {error}"))?;
        let again = self.book()?;
        let is_same = (again.payments, again.amount_won) == (after.payments, after.amount_won);
        demand(is_same, || format!("{after:?} became {again:?} by the same file"))?;
        self.files += 1;
        Ok(Verdict::Understood)
    }
}
