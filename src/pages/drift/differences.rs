//! What differs, whosever duty it is.

use desk_api::{Change, DriftQuery, FollowUp};

use crate::api::drift;
use crate::components::live_list::{Answer, LiveList, Look, Source};
use crate::pages::follow_ups::list::look;

#[derive(Clone, Copy, Debug)]
pub struct Drift;

pub type Differences = LiveList<Drift>;

impl Drift {
    pub fn start() -> Differences {
        LiveList::start(Self, || {})
    }
}

impl Source for Drift {
    type Row = FollowUp;
    type Sums = ();
    const NEW_COMES_FIRST: bool = true;

    fn id(one: &FollowUp) -> &str {
        one.id.as_str()
    }

    fn page(self, cursor: Option<String>) -> impl Future<Output = Answer<Self>> + 'static {
        let question = DriftQuery { cursor, limit: None };
        async move { drift::list(&question).await.map(|page| (page, ())) }
    }

    fn is_about(change: &Change, one: &FollowUp) -> bool {
        one.payment.id == change.payment_id
    }

    async fn look(self, one: FollowUp) -> Look<FollowUp> {
        look(one).await
    }
}
