ALTER TABLE `guilds` ADD `broadcast_opt_in` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `guilds` ADD `broadcast_follows` text;