
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "alerts": {
                  Row: {
                    "acknowledged_at": string | null,"acknowledged_by": string | null,"count": number,"first_at": string,"id": string,"kind": string,"last_at": string,"sent_at": string | null,"sent_count": number,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "acknowledged_at"?: string | null,"acknowledged_by"?: string | null,"count"?: number,"first_at"?: string,"id"?: string,"kind": string,"last_at"?: string,"sent_at"?: string | null,"sent_count"?: number,"workspace_id": string
                  }
                  Update: {
                    "acknowledged_at"?: string | null,"acknowledged_by"?: string | null,"count"?: number,"first_at"?: string,"id"?: string,"kind"?: string,"last_at"?: string,"sent_at"?: string | null,"sent_count"?: number,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "alerts_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"attendee_outcomes": {
                  Row: {
                    "attempts": number,"candidates": Json | null,"created_at": string,"crm_account": string | null,"crm_note_id": string | null,"crm_person_id": string | null,"crm_person_name": string | null,"crm_provider": string,"email": string | null,"error": string | null,"id": string,"meeting_id": string,"name": string | null,"next_lookup_at": string | null,"note_fingerprint": string | null,"person_creation_at": string | null,"reason": string | null,"status": string,"updated_at": string,"user_id": string | null,"webhook_event_id": string | null,"workspace_id": string,"write_started_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"candidates"?: Json | null,"created_at"?: string,"crm_account"?: string | null,"crm_note_id"?: string | null,"crm_person_id"?: string | null,"crm_person_name"?: string | null,"crm_provider"?: string,"email"?: string | null,"error"?: string | null,"id"?: string,"meeting_id": string,"name"?: string | null,"next_lookup_at"?: string | null,"note_fingerprint"?: string | null,"person_creation_at"?: string | null,"reason"?: string | null,"status"?: string,"updated_at"?: string,"user_id"?: string | null,"webhook_event_id"?: string | null,"workspace_id": string,"write_started_at"?: string | null
                  }
                  Update: {
                    "attempts"?: number,"candidates"?: Json | null,"created_at"?: string,"crm_account"?: string | null,"crm_note_id"?: string | null,"crm_person_id"?: string | null,"crm_person_name"?: string | null,"crm_provider"?: string,"email"?: string | null,"error"?: string | null,"id"?: string,"meeting_id"?: string,"name"?: string | null,"next_lookup_at"?: string | null,"note_fingerprint"?: string | null,"person_creation_at"?: string | null,"reason"?: string | null,"status"?: string,"updated_at"?: string,"user_id"?: string | null,"webhook_event_id"?: string | null,"workspace_id"?: string,"write_started_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "attendee_outcomes_meeting_id_fkey"
      columns: ["meeting_id"]
isOneToOne: false
      referencedRelation: "meetings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attendee_outcomes_webhook_event_id_fkey"
      columns: ["webhook_event_id"]
isOneToOne: false
      referencedRelation: "webhook_events"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attendee_outcomes_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"crm_connections": {
                  Row: {
                    "account": string,"call_again_at": string | null,"created_at": string,"failures_in_row": number,"id": string,"last_error": string | null,"last_success_at": string | null,"paused_because": string | null,"pauses_in_row": number,"provider": string,"status": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account": string,"call_again_at"?: string | null,"created_at"?: string,"failures_in_row"?: number,"id"?: string,"last_error"?: string | null,"last_success_at"?: string | null,"paused_because"?: string | null,"pauses_in_row"?: number,"provider": string,"status"?: string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "account"?: string,"call_again_at"?: string | null,"created_at"?: string,"failures_in_row"?: number,"id"?: string,"last_error"?: string | null,"last_success_at"?: string | null,"paused_because"?: string | null,"pauses_in_row"?: number,"provider"?: string,"status"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "crm_connections_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"erasures": {
                  Row: {
                    "events": number,"finished_at": string | null,"id": string,"meetings": number,"notes": number,"notes_deleted": number,"notes_failed": number,"notes_to_delete": number,"outcomes": number,"requested_at": string,"requested_by": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "events": number,"finished_at"?: string | null,"id"?: string,"meetings": number,"notes": number,"notes_deleted"?: number,"notes_failed"?: number,"notes_to_delete"?: number,"outcomes": number,"requested_at"?: string,"requested_by"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "events"?: number,"finished_at"?: string | null,"id"?: string,"meetings"?: number,"notes"?: number,"notes_deleted"?: number,"notes_failed"?: number,"notes_to_delete"?: number,"outcomes"?: number,"requested_at"?: string,"requested_by"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "erasures_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"event_states": {
                  Row: {
                    "attempts": number,"created_at": string,"error": string | null,"event_id": string,"id": number,"state": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts": number,"created_at"?: string,"error"?: string | null,"event_id": string,"id"?: never,"state": string,"workspace_id": string
                  }
                  Update: {
                    "attempts"?: number,"created_at"?: string,"error"?: string | null,"event_id"?: string,"id"?: never,"state"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "event_states_event_id_fkey"
      columns: ["event_id"]
isOneToOne: false
      referencedRelation: "webhook_events"
      referencedColumns: ["id"]
    }
                  ]
                },"fathom_integrations": {
                  Row: {
                    "created_at": string,"failures_in_row": number,"fathom_user_email": string,"found_by_sweep": number,"id": string,"last_error": string | null,"last_event_at": string | null,"last_found_at": string | null,"next_sweep_at": string | null,"quiet_since": string | null,"setup": string,"status": string,"sweep_error": string | null,"swept_at": string | null,"token_made_at": string | null,"triggered_for": (string)[],"updated_at": string,"user_id": string | null,"webhook_error": string | null,"webhook_id": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"failures_in_row"?: number,"fathom_user_email": string,"found_by_sweep"?: number,"id"?: string,"last_error"?: string | null,"last_event_at"?: string | null,"last_found_at"?: string | null,"next_sweep_at"?: string | null,"quiet_since"?: string | null,"setup"?: string,"status"?: string,"sweep_error"?: string | null,"swept_at"?: string | null,"token_made_at"?: string | null,"triggered_for"?: (string)[],"updated_at"?: string,"user_id"?: string | null,"webhook_error"?: string | null,"webhook_id"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"failures_in_row"?: number,"fathom_user_email"?: string,"found_by_sweep"?: number,"id"?: string,"last_error"?: string | null,"last_event_at"?: string | null,"last_found_at"?: string | null,"next_sweep_at"?: string | null,"quiet_since"?: string | null,"setup"?: string,"status"?: string,"sweep_error"?: string | null,"swept_at"?: string | null,"token_made_at"?: string | null,"triggered_for"?: (string)[],"updated_at"?: string,"user_id"?: string | null,"webhook_error"?: string | null,"webhook_id"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "fathom_integrations_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"fathom_people": {
                  Row: {
                    "email": string,"is_member": boolean,"last_recorded_at": string | null,"name": string | null,"seen_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "email": string,"is_member"?: boolean,"last_recorded_at"?: string | null,"name"?: string | null,"seen_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "email"?: string,"is_member"?: boolean,"last_recorded_at"?: string | null,"name"?: string | null,"seen_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "fathom_people_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"imports": {
                  Row: {
                    "calls": number,"counted_at": string | null,"done": number,"error": string | null,"failed": number,"fetched_at": string | null,"finished_at": string | null,"id": string,"integration_id": string | null,"most": number | null,"since": string | null,"skipped": number,"source": string,"started_at": string,"state": string,"taken": number,"total": number,"until": string,"updated_at": string,"user_id": string | null,"workspace_id": string,"write_notes": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "calls"?: number,"counted_at"?: string | null,"done"?: number,"error"?: string | null,"failed"?: number,"fetched_at"?: string | null,"finished_at"?: string | null,"id"?: string,"integration_id"?: string | null,"most"?: number | null,"since"?: string | null,"skipped"?: number,"source": string,"started_at"?: string,"state"?: string,"taken"?: number,"total"?: number,"until"?: string,"updated_at"?: string,"user_id"?: string | null,"workspace_id": string,"write_notes"?: boolean
                  }
                  Update: {
                    "calls"?: number,"counted_at"?: string | null,"done"?: number,"error"?: string | null,"failed"?: number,"fetched_at"?: string | null,"finished_at"?: string | null,"id"?: string,"integration_id"?: string | null,"most"?: number | null,"since"?: string | null,"skipped"?: number,"source"?: string,"started_at"?: string,"state"?: string,"taken"?: number,"total"?: number,"until"?: string,"updated_at"?: string,"user_id"?: string | null,"workspace_id"?: string,"write_notes"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "imports_integration_id_fkey"
      columns: ["integration_id"]
isOneToOne: false
      referencedRelation: "fathom_coverage"
      referencedColumns: ["integration_id"]
    },{
      foreignKeyName: "imports_integration_id_fkey"
      columns: ["integration_id"]
isOneToOne: false
      referencedRelation: "fathom_integrations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "imports_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"meeting_events": {
                  Row: {
                    "created_at": string,"event_id": string,"meeting_id": string,"user_id": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"event_id": string,"meeting_id": string,"user_id"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"event_id"?: string,"meeting_id"?: string,"user_id"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "meeting_events_event_id_fkey"
      columns: ["event_id"]
isOneToOne: false
      referencedRelation: "webhook_events"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meeting_events_meeting_id_fkey"
      columns: ["meeting_id"]
isOneToOne: false
      referencedRelation: "meetings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meeting_events_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"meeting_history": {
                  Row: {
                    "attempts": number,"decided_by": string | null,"event_id": string | null,"happened_at": string,"id": number,"meeting_id": string,"outcome_id": string | null,"reason": string | null,"what": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"decided_by"?: string | null,"event_id"?: string | null,"happened_at"?: string,"id"?: number,"meeting_id": string,"outcome_id"?: string | null,"reason"?: string | null,"what": string,"workspace_id": string
                  }
                  Update: {
                    "attempts"?: number,"decided_by"?: string | null,"event_id"?: string | null,"happened_at"?: string,"id"?: number,"meeting_id"?: string,"outcome_id"?: string | null,"reason"?: string | null,"what"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "meeting_history_event_id_fkey"
      columns: ["event_id"]
isOneToOne: false
      referencedRelation: "webhook_events"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meeting_history_meeting_id_fkey"
      columns: ["meeting_id"]
isOneToOne: false
      referencedRelation: "meetings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meeting_history_outcome_id_fkey"
      columns: ["outcome_id"]
isOneToOne: false
      referencedRelation: "attendee_audit"
      referencedColumns: ["attendee_outcome_id"]
    },{
      foreignKeyName: "meeting_history_outcome_id_fkey"
      columns: ["outcome_id"]
isOneToOne: false
      referencedRelation: "attendee_outcomes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meeting_history_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"meetings": {
                  Row: {
                    "action_items": Json | null,"calendar_key": string | null,"created_at": string,"duration_seconds": number | null,"ended_at": string | null,"erased_at": string | null,"external_id": string,"id": string,"join_url": string | null,"notes_withheld": boolean,"occurred_at": string,"other_recordings": number,"recorded_by_email": string | null,"recorded_by_name": string | null,"recording_of": string | null,"recording_url": string | null,"room_key": string | null,"scheduled_end_at": string | null,"scheduled_start_at": string | null,"share_token": string | null,"share_url": string | null,"source": string,"started_at": string | null,"summary": string | null,"title": string,"transcript": Json | null,"updated_at": string,"user_id": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action_items"?: Json | null,"calendar_key"?: string | null,"created_at"?: string,"duration_seconds"?: number | null,"ended_at"?: string | null,"erased_at"?: string | null,"external_id": string,"id"?: string,"join_url"?: string | null,"notes_withheld"?: boolean,"occurred_at": string,"other_recordings"?: number,"recorded_by_email"?: string | null,"recorded_by_name"?: string | null,"recording_of"?: string | null,"recording_url"?: string | null,"room_key"?: string | null,"scheduled_end_at"?: string | null,"scheduled_start_at"?: string | null,"share_token"?: string | null,"share_url"?: string | null,"source": string,"started_at"?: string | null,"summary"?: string | null,"title": string,"transcript"?: Json | null,"updated_at"?: string,"user_id"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "action_items"?: Json | null,"calendar_key"?: string | null,"created_at"?: string,"duration_seconds"?: number | null,"ended_at"?: string | null,"erased_at"?: string | null,"external_id"?: string,"id"?: string,"join_url"?: string | null,"notes_withheld"?: boolean,"occurred_at"?: string,"other_recordings"?: number,"recorded_by_email"?: string | null,"recorded_by_name"?: string | null,"recording_of"?: string | null,"recording_url"?: string | null,"room_key"?: string | null,"scheduled_end_at"?: string | null,"scheduled_start_at"?: string | null,"share_token"?: string | null,"share_url"?: string | null,"source"?: string,"started_at"?: string | null,"summary"?: string | null,"title"?: string,"transcript"?: Json | null,"updated_at"?: string,"user_id"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "meetings_recording_of_fkey"
      columns: ["recording_of"]
isOneToOne: false
      referencedRelation: "meetings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meetings_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"refused_deliveries": {
                  Row: {
                    "body": string,"body_bytes": number,"headers": NonNullable<Json>,"id": string,"reason": string,"received_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"body_bytes": number,"headers"?: NonNullable<Json>,"id"?: string,"reason": string,"received_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "body"?: string,"body_bytes"?: number,"headers"?: NonNullable<Json>,"id"?: string,"reason"?: string,"received_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "refused_deliveries_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"webhook_events": {
                  Row: {
                    "attempts": number,"delivery_id": string,"erased_at": string | null,"error": string | null,"finished_at": string | null,"headers": NonNullable<Json>,"id": string,"import_id": string | null,"imported_as": string | null,"integration_id": string | null,"origin": string,"payload": Json | null,"payload_bytes": number,"payload_text": string | null,"proof": string,"received_at": string,"source": string,"state": string,"user_id": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"delivery_id": string,"erased_at"?: string | null,"error"?: string | null,"finished_at"?: string | null,"headers"?: NonNullable<Json>,"id"?: string,"import_id"?: string | null,"imported_as"?: string | null,"integration_id"?: string | null,"origin"?: string,"payload"?: Json | null,"payload_bytes": number,"payload_text"?: string | null,"proof": string,"received_at"?: string,"source": string,"state"?: string,"user_id"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "attempts"?: number,"delivery_id"?: string,"erased_at"?: string | null,"error"?: string | null,"finished_at"?: string | null,"headers"?: NonNullable<Json>,"id"?: string,"import_id"?: string | null,"imported_as"?: string | null,"integration_id"?: string | null,"origin"?: string,"payload"?: Json | null,"payload_bytes"?: number,"payload_text"?: string | null,"proof"?: string,"received_at"?: string,"source"?: string,"state"?: string,"user_id"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_events_import_id_fkey"
      columns: ["import_id"]
isOneToOne: false
      referencedRelation: "imports"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "webhook_events_integration_id_fkey"
      columns: ["integration_id"]
isOneToOne: false
      referencedRelation: "fathom_coverage"
      referencedColumns: ["integration_id"]
    },{
      foreignKeyName: "webhook_events_integration_id_fkey"
      columns: ["integration_id"]
isOneToOne: false
      referencedRelation: "fathom_integrations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "webhook_events_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"workspace_invitations": {
                  Row: {
                    "accepted_at": string | null,"accepted_by": string | null,"created_at": string,"email": string,"expires_at": string,"id": string,"invited_by": string | null,"revoked_at": string | null,"role": string,"token_hash": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"created_at"?: string,"email": string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"revoked_at"?: string | null,"role": string,"token_hash": string,"workspace_id": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"created_at"?: string,"email"?: string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"revoked_at"?: string | null,"role"?: string,"token_hash"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workspace_invitations_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"workspace_members": {
                  Row: {
                    "created_at": string,"role": string,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"role"?: string,"user_id": string,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"role"?: string,"user_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workspace_members_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"workspace_settings": {
                  Row: {
                    "capture_until": string | null,"dry_run": boolean,"event_retention_days": number,"internal_domains": (string)[],"slack_error": string | null,"slack_status": string | null,"transcript_retention_days": number | null,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "capture_until"?: string | null,"dry_run"?: boolean,"event_retention_days"?: number,"internal_domains"?: (string)[],"slack_error"?: string | null,"slack_status"?: string | null,"transcript_retention_days"?: number | null,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "capture_until"?: string | null,"dry_run"?: boolean,"event_retention_days"?: number,"internal_domains"?: (string)[],"slack_error"?: string | null,"slack_status"?: string | null,"transcript_retention_days"?: number | null,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workspace_settings_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: true
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"workspaces": {
                  Row: {
                    "created_at": string,"id": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            "attendee_audit": {
                  Row: {
                    "attendee_email": string | null,"attendee_name": string | null,"attendee_outcome_id": string,"crm_account": string | null,"crm_note_id": string | null,"crm_person_id": string | null,"crm_person_name": string | null,"error": string | null,"meeting_external_id": string,"meeting_id": string,"meeting_started_at": string | null,"meeting_title": string,"outcome": string | null,"processed_at": string,"reason": string | null,"status": string,"user_id": string | null,"webhook_event_id": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "attendee_outcomes_meeting_id_fkey"
      columns: ["meeting_id"]
isOneToOne: false
      referencedRelation: "meetings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attendee_outcomes_webhook_event_id_fkey"
      columns: ["webhook_event_id"]
isOneToOne: false
      referencedRelation: "webhook_events"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attendee_outcomes_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"fathom_coverage": {
                  Row: {
                    "coverage": string | null,"email": string | null,"integration_id": string | null,"is_member": boolean | null,"last_event_at": string | null,"last_recorded_at": string | null,"name": string | null,"quiet_since": string | null,"user_id": string | null,"workspace_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"workspace_people": {
                  Row: {
                    "email": string | null,"joined_at": string,"role": string,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                           "email"?: never,"joined_at"?: string | null,"role"?: string | null,"user_id"?: string | null,"workspace_id"?: string | null
                         }
                        Update: {
                           "email"?: never,"joined_at"?: string | null,"role"?: string | null,"user_id"?: string | null,"workspace_id"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "workspace_members_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Functions: {
            "accept_invitation":
{ Args: { "invitee": string,"token_sha256": string }; Returns: Json
                           },
"acknowledge_alert":
{ Args: { "acknowledger": string,"alert": string }; Returns: boolean
                           },
"audit_counts":
{ Args: { "processed_before"?: string,"processed_from"?: string,"words"?: string,"workspace": string }; Returns: {
              "attendees": number,"status": string
            }[]
                           },
"audit_page":
{ Args: { "after_at"?: string,"after_id"?: string,"most"?: number,"oldest_first"?: boolean,"processed_before"?: string,"processed_from"?: string,"with_status"?: string,"words"?: string,"workspace": string }; Returns: {
              "attendee_email": string | null,
"attendee_name": string | null,
"attendee_outcome_id": string,
"crm_account": string | null,
"crm_note_id": string | null,
"crm_person_id": string | null,
"crm_person_name": string | null,
"error": string | null,
"meeting_external_id": string,
"meeting_id": string,
"meeting_started_at": string | null,
"meeting_title": string,
"outcome": string | null,
"processed_at": string,
"reason": string | null,
"status": string,
"user_id": string | null,
"webhook_event_id": string | null,
"workspace_id": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "attendee_audit"
        isOneToOne: false
        isSetofReturn: true
      } },
"begin_person_creation":
{ Args: { "outcome": string }; Returns: string
                           },
"bury_job":
{ Args: { "failure": string,"job": string,"lease": string }; Returns: boolean
                           },
"cancel_import":
{ Args: { "import": string }; Returns: string
                           },
"capture_refused":
{ Args: { "body_start": string,"integrations": (string)[],"refusal": string,"refused_headers": Json,"whole_bytes": number }; Returns: undefined
                           },
"change_member_role":
{ Args: { "actor": string,"member": string,"new_role": string,"workspace": string }; Returns: string
                           },
"choose_anybody":
{ Args: { "chooser": string,"crm_account": string,"outcome": string,"person": string,"person_name": string,"was_created"?: boolean }; Returns: string
                           },
"choose_person":
{ Args: { "chooser": string,"outcome": string,"person": string }; Returns: string
                           },
"claim_jobs":
{ Args: { "after"?: string,"held"?: (string)[],"lease_seconds": number,"max_jobs": number }; Returns: {
              "attempts": number,"claims": number,"event_id": string,"id": string,"kind": string,"lease_token": string,"meeting_id": string,"workspace_id": string
            }[]
                           },
"clock_is_late":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"close_workspace":
{ Args: { "actor": string,"typed_name": string,"workspace": string }; Returns: Json
                           },
"connect_crm":
{ Args: { "connection": string,"crm": string,"new_account": string,"sealed_token": string,"token_key_id": string,"workspace": string }; Returns: string
                           },
"connect_fathom":
{ Args: { "api"?: Json,"email": string,"integration": string,"owner": string,"sealed_secret": string,"secret_key_id": string,"workspace": string }; Returns: string
                           },
"connect_slack":
{ Args: { "sealed_url": string,"url_key_id": string,"workspace": string }; Returns: undefined
                           },
"count_meetings":
{ Args: { "wanted"?: Json,"workspace": string }; Returns: number
                           },
"count_sealed":
{ Args: Record<PropertyKey, never>; Returns: {
              "how_many": number,"sealed_with": string
            }[]
                           },
"create_workspace":
{ Args: { "person": string,"workspace_name": string }; Returns: string
                           },
"delete_workspace":
{ Args: { "actor": string,"at_most": number,"workspace": string }; Returns: boolean
                           },
"disconnect_fathom":
{ Args: { "integration": string }; Returns: undefined
                           },
"disconnect_slack":
{ Args: { "workspace": string }; Returns: undefined
                           },
"end_person_creation":
{ Args: { "outcome": string }; Returns: undefined
                           },
"erase_person":
{ Args: { "delete_notes": boolean,"email": string,"requester": string,"workspace": string }; Returns: Json
                           },
"event_counts":
{ Args: { "came_by"?: string,"delivery"?: string,"integration"?: string,"received_before"?: string,"received_from"?: string,"workspace": string }; Returns: {
              "events": number,"state": string
            }[]
                           },
"find_fathom_integrations":
{ Args: { "emails": (string)[],"integration_hint": string,"token_sha256": string }; Returns: {
              "by_token": boolean,"captures": boolean,"integration_id": string,"sealed_secrets": (string)[]
            }[]
                           },
"find_missing":
{ Args: { "integration": string,"items": Json,"only_unknown": boolean }; Returns: (string)[]
                           },
"finish_job":
{ Args: { "job": string,"lease": string }; Returns: boolean
                           },
"finish_note_deletion":
{ Args: { "job": string,"lease": string,"was_deleted": boolean }; Returns: boolean
                           },
"finish_sweep":
{ Args: { "job": string,"lease": string,"people": Json,"place"?: Json }; Returns: boolean
                           },
"finish_webhook_removal":
{ Args: { "failure": string,"job": string,"lease": string }; Returns: boolean
                           },
"halt_import":
{ Args: { "job": string,"lease": string,"new_state": string,"reason": string }; Returns: boolean
                           },
"invite_member":
{ Args: { "actor": string,"address": string,"invited_role": string,"token_sha256": string,"workspace": string }; Returns: string
                           },
"keep_house":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_sealed":
{ Args: { "after_id": string,"after_place": string,"current_key_id": string,"max_rows": number }; Returns: {
              "place": string,"row_id": string,"sealed": string,"sealed_for": string,"sealed_with": string
            }[]
                           },
"load_alert":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"load_attendee_crm":
{ Args: { "outcome": string }; Returns: Json
                           },
"load_event":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"load_fathom_key":
{ Args: { "integration": string }; Returns: Json
                           },
"load_import":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"load_log_work":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"load_note_deletion":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"load_note_sources":
{ Args: { "outcome": string }; Returns: Json
                           },
"load_slack_webhook":
{ Args: { "workspace": string }; Returns: string
                           },
"load_sweep":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"load_webhook_removal":
{ Args: { "job": string,"lease": string }; Returns: Json
                           },
"log_attendee_again":
{ Args: { "asker"?: string,"outcome": string }; Returns: string
                           },
"look_at_invitation":
{ Args: { "token_sha256": string }; Returns: Json
                           },
"mark_alert_sent":
{ Args: { "job": string,"lease": string,"total": number }; Returns: boolean
                           },
"mark_slack_broken":
{ Args: { "failure": string,"used_url": string,"workspace": string }; Returns: undefined
                           },
"mark_unreadable":
{ Args: { "failure": string,"job": string,"lease": string }; Returns: boolean
                           },
"note_fathom_limits":
{ Args: { "integration": string,"is_heavy": boolean,"none_for_ms": number,"seen_limit": number }; Returns: undefined
                           },
"note_import_trouble":
{ Args: { "job": string,"lease": string,"reason": string }; Returns: boolean
                           },
"overview":
{ Args: { "mine"?: boolean,"workspace": string,"zone": string }; Returns: Json
                           },
"pause_connection":
{ Args: { "because": string,"connection": string,"pause_ms": number,"used_token": string }; Returns: undefined
                           },
"receive_webhook":
{ Args: { "body": string,"body_bytes": number,"delivery": string,"event_headers": Json,"event_source": string,"integration": string,"proven_by": string,"token_sha256"?: string }; Returns: {
              "event_id": string,"is_duplicate": boolean
            }[]
                           },
"remember_fathom_people":
{ Args: { "people": Json,"workspace": string }; Returns: undefined
                           },
"remember_ring":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"remove_member":
{ Args: { "actor": string,"member": string,"workspace": string }; Returns: string
                           },
"replay_attendees":
{ Args: { "filter": Json,"max_attendees": number,"workspace": string }; Returns: Json
                           },
"replay_event":
{ Args: { "event": string }; Returns: string
                           },
"replay_events":
{ Args: { "filter": Json,"max_events": number,"workspace": string }; Returns: Json
                           },
"report_connection":
{ Args: { "broken": boolean,"connection": string,"failure": string,"used_token": string,"worked": boolean }; Returns: undefined
                           },
"report_fathom_refusal":
{ Args: { "failure": string,"integration": string,"used_key": string }; Returns: boolean
                           },
"reseal":
{ Args: { "new_key_id": string,"new_sealed": string,"old_sealed": string,"place": string,"row_id": string }; Returns: boolean
                           },
"reserve_calls":
{ Args: { "calls_per_window": number,"connection": string,"kinds": (string)[],"longest_wait_ms": number,"searches_per_window": number,"window_ms": number }; Returns: Json
                           },
"reserve_fathom_call":
{ Args: { "integration": string,"is_heavy": boolean,"longest_wait_ms": number }; Returns: Json
                           },
"resume_import":
{ Args: { "import": string }; Returns: string
                           },
"retry_job":
{ Args: { "counts"?: boolean,"delay_ms": number,"failure": string,"job": string,"lease": string }; Returns: boolean
                           },
"save_note_fingerprints":
{ Args: { "job": string,"lease": string,"saved": Json }; Returns: boolean
                           },
"save_outcomes":
{ Args: { "job": string,"lease": string,"saved": Json }; Returns: boolean
                           },
"search_meetings":
{ Args: { "before_at"?: string,"before_id"?: string,"most"?: number,"wanted"?: Json,"workspace": string }; Returns: {
              "duration_seconds": number,"found_in": string,"id": string,"occurred_at": string,"outcomes": Json,"passage": string,"recorded_by_email": string,"recorded_by_name": string,"title": string
            }[]
                           },
"set_fathom_token":
{ Args: { "integration": string,"token_sha256": string }; Returns: undefined
                           },
"start_import":
{ Args: { "at_most": number,"integration": string,"notes": boolean,"requester": string,"since_when": string }; Returns: string
                           },
"store_meetings":
{ Args: { "job": string,"lease": string,"stored": Json }; Returns: boolean
                           },
"sweep_now":
{ Args: { "integration": string }; Returns: string
                           },
"take_import_page":
{ Args: { "job": string,"lease": string,"page": Json }; Returns: string
                           },
"take_swept":
{ Args: { "items": Json,"job": string,"lease": string }; Returns: number
                           },
"worker_health":
{ Args: Record<PropertyKey, never>; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
