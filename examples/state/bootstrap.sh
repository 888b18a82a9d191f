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

if [ ! -f "$file" ]; then
  $synth > /dev/null
  if said=$(in_stack init -input=false -reconfigure 2>&1); then
    if [ -n "$(known)" ]; then
      echo "The state of $stack is in its bucket. Nothing to do."
      exit 0
    fi
    if [ -z "${IMPORT:-}" ]; then
      echo "The bucket is there already, and has no state of $stack: name it in IMPORT." >&2
      exit 1
    fi
  else
    # Anything but a bucket that is not there yet is for somebody to look at.
    case $said in
      *'The referenced S3 bucket must have been previously created'*) ;;
      *) echo "$said" >&2; exit 1 ;;
    esac
  fi
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
in_stack plan -input=false -detailed-exitcode
mv "$file" "$file.moved"
echo "The state of $stack is in its bucket. $file.moved can be deleted."
