//! Many files at once, their results in order.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc;
use std::thread;

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::cli::reading::Source;

/// Works on all files at once and takes the results in the order of the files, each as soon as those before it are done.
pub(in crate::cli) fn in_order<T: Send>(
    sources: &[Source],
    work: impl Fn(&Source) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            let numbered = sources.iter().enumerate().par_bridge();
            // Nobody receives any more once the output is closed; the work ends then.
            let _ = numbered.try_for_each_with(sender, |sender, (at, source)| {
                sender.send((at, work(source)))
            });
        });
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (at, result) in receiver {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&next) {
                take(result)?;
                next += 1;
            }
        }
        Ok(())
    })
}
