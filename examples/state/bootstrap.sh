#!/bin/sh
# Makes the state buckets of a StateBackend, and then moves the state of the stack that makes them into one of them.
#
#   ./bootstrap.sh state-prod
#
# It can be run again at any time: it goes on where it stopped, and does nothing once the state is in its bucket.
#
# SYNTH   how the app is synthesized; otherwise `npx cdktf synth`
# IMPORT  what is there already and has to come into the state before the first apply, such as an existing bucket:
#         'aws_s3_bucket.State_Primary_Bucket_1A2B3C4D=my-bucket', several with a space between
set -eu
stack=${1:?give the id of the stack with the StateBackend}
synth=${SYNTH:-npx cdktf synth}
folder=${CDKTF_OUTDIR:-cdktf.out}/stacks/$stack
file=$PWD/terraform.$stack.tfstate

in_stack() { terraform -chdir="$folder" "$@"; }
known() { in_stack state list 2> /dev/null; }
# In a folder without a backend, which would be asked instead.
in_file() { terraform -chdir="$(mktemp -d)" state list -state="$file"; }
moved() {
  mv "$file" "$file.moved"
  echo "The state of $stack is in its bucket. $file.moved can be deleted."
}

$synth > /dev/null
if said=$(in_stack init -input=false -reconfigure 2>&1); then
  if [ -f "$file" ]; then
    # A run that ended after the push: what is in the bucket may be newer than the file, which must not be applied then. Its lineage tells nothing, since Terraform
    # gives a state another one when it is pushed to where none is.
    in_stack state pull > /dev/null
    there=$(known || true)
    if [ -n "$there" ]; then
      here=$(in_file)
      missing=$(printf '%s\n' "$here" | while read -r address; do printf '%s\n' "$there" | grep -qxF "$address" || echo "$address"; done)
      if [ -n "$missing" ]; then
        echo "The bucket has a state of $stack without all that is in $file: $missing. Find out which is right, and move the file away if it is not." >&2
        exit 1
      fi
      moved
      exit 0
    fi
  else
    if [ -n "$(known)" ]; then
      echo "The state of $stack is in its bucket. Nothing to do."
      exit 0
    fi
    if [ -z "${IMPORT:-}" ]; then
      echo "The bucket is there already, and has no state of $stack: name it in IMPORT." >&2
      exit 1
    fi
  fi
else
  # Anything but a bucket that is not there yet is for somebody to look at.
  case $said in
    *'The referenced S3 bucket must have been previously created'*) ;;
    *) echo "$said" >&2; exit 1 ;;
  esac
fi

echo "Making what $stack declares, with its state in $file"
TERRAFORM_STATE_BOOTSTRAP=$stack $synth > /dev/null
in_stack init -input=false -reconfigure
for pair in ${IMPORT:-}; do
  if ! known | grep -qxF "${pair%%=*}"; then
    in_stack import -input=false "${pair%%=*}" "${pair#*=}"
  fi
done
in_stack apply -input=false ${APPROVE:+-auto-approve}

echo "Moving the state of $stack into its bucket"
$synth > /dev/null
in_stack init -input=false -reconfigure
in_stack state push "$file"
moved
echo "Nothing is to be left to do:"
in_stack plan -input=false -detailed-exitcode
