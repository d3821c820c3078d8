//! What people are called. Colleagues are named in full: they answer for what they do.

use std::collections::BTreeMap;

use desk_api::StaffName;
use desk_domain::{StaffId, Text};
use desk_store::{Store, StoreError};

/// The names of everybody who works here, read once per answer.
pub(crate) struct StaffNames(BTreeMap<String, String>);

impl StaffNames {
    pub(crate) async fn read(store: &dyn Store) -> Result<Self, StoreError> {
        let staff = store.staff_list().await?;
        Ok(Self(staff.into_iter().map(|one| (one.id.as_str().to_owned(), one.name)).collect()))
    }

    pub(crate) fn of(&self, id: &StaffId) -> StaffName {
        let name = self.0.get(id.as_str()).cloned().unwrap_or_default();
        StaffName { id: id.as_str().to_owned(), name }
    }

    /// The actor of an audit event: a person, the vendor, or the desk itself.
    pub(crate) fn actor(&self, actor: &str) -> Text {
        match actor {
            "gateway" => Text::new("PG", "PG"),
            "import" => Text::new("가져온 파일", "Imported file"),
            "system" => Text::new("데스크", "The desk"),
            person => {
                let name = self.0.get(person).cloned().unwrap_or_else(|| person.to_owned());
                Text::new(name.clone(), name)
            }
        }
    }
}
