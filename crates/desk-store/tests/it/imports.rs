//! A pull that can go on after a stop.

use desk_domain::id::ChannelId;
use desk_store::ImportProgress;

use crate::fixture::on_each_store;
use crate::samples::{NOW, later};

#[tokio::test]
async fn progress_is_kept_for_each_channel() {
    on_each_store(async |desk| {
        let channel = ChannelId::from_bits(1);
        assert_eq!(desk.store.import_progress(&channel).await.unwrap(), None);
        let begun = ImportProgress {
            channel_id: channel.clone(),
            from: later(-86_400),
            until: NOW,
            cursor: Some("next".to_owned()),
            imported: 1_000,
            done: false,
        };
        desk.store.save_import_progress(&begun).await.unwrap();
        let done = ImportProgress { cursor: None, imported: 1_500, done: true, ..begun };
        desk.store.save_import_progress(&done).await.unwrap();
        assert_eq!(desk.store.import_progress(&channel).await.unwrap(), Some(done));
        let other = ChannelId::from_bits(2);
        assert_eq!(desk.store.import_progress(&other).await.unwrap(), None);
    })
    .await;
}
