// SPDX-License-Identifier: BSD-2-Clause
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
